"""The quotations of a French text, in reading order: found, told from titles and terms, attributed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.records import Quote, QuoteKind, Span

from .antecedents import Ranker
from .attribution import Attribution, FrameReader, attribute
from .coreference import Resolution, Resolver
from .denied import Reserves
from .dialogue import with_dialogue
from .drafts import Draft, looks_of, to_quote
from .echoes import Echo
from .frames import Frame, Token, build_frames, closes, tokenise
from .groups import grouped
from .hindsight import Hindsight
from .indirect import find_reported
from .kinds import hangs_on_wish, kind_of, states_nothing
from .marks import find_marked
from .mention import Mention
from .mentions import find_mentions, promoted
from .names import capitalised_inside
from .nested import teller, told_before
from .outlook import Outlook
from .parse import Parser, persons_in
from .showing import Showing
from .speakers import Cast, agrees, folded_words, predicates
from .speech import Article, Place, is_name, signs_of, speaks_for
from .wordlists import word_set

_INCISE = re.compile(r"[,?!…] (?:[stlm]['’])?(?:a |ont )?\w+ (?:une? |les? |la |l['’]|[A-ZÀ-Ý])")
_ARTICLES = word_set("french.articles")
_LENT_SUBJECTS = frozenset({"il", "ils", "on"})


class French:
    """Reads one French text; :meth:`read` gives the drafts, :attr:`cast` whom they name."""

    def __init__(self, text: str, parser: Parser | None = None, ranker: Ranker | None = None) -> None:
        self.text = text
        self.marked = with_dialogue(text, find_marked(text))
        self.article = Article.of([self.content(marked) for marked in range(len(self.marked))])
        self.frames = build_frames(text, self.marked)
        known = capitalised_inside(self.frames)
        self.mentions = promoted(
            [find_mentions(frame, known, persons_in(text, frame, parser)) for frame in self.frames],
            self.frames,
        )
        self.cast = Cast(mention for found in self.mentions for mention in found)
        self._learn_offices()
        self.mentions = [grouped(*pair) for pair in zip(self.frames, self.mentions, strict=True)]
        said = [folded_words(" ".join(map(self.content, frame.quotes))) for frame in self.frames]
        self.resolver = Resolver(self.cast, self.frames, self.mentions, ranker, said)
        self._drafts: list[Draft] = []

    def _learn_offices(self) -> None:
        for frame in self.frames:
            for mention, role in predicates(frame, self.mentions[frame.index]):
                entity = self.cast.named(mention)
                if entity is not None:
                    self.cast.learn(entity.index, "e", role)

    def content(self, marked: int) -> str:
        """Return the words between the marks."""
        inner = self.marked[marked].inner
        return self.text[inner.start : inner.end]

    def words(self, marked: int) -> tuple[Token, ...]:
        """Return the tokens between the marks."""
        inner = self.marked[marked].inner
        tokens = tuple(tokenise(self.text, inner.start, inner.end))
        if " " in self.content(marked) and self.content(marked).isupper():
            # « LE PONT TIENT »: a pull quote in capitals is read like any other.
            return (*tokens[:1], *(replace(token, text=token.low) for token in tokens[1:]))
        return tokens

    def read(self) -> tuple[Draft, ...]:
        """Return the quotations of the text in order, an outer one before its inner ones."""
        for frame in self.frames:
            self.resolver.read(frame)
            reader = FrameReader(frame, self.mentions[frame.index], self.resolver)
            self._read_marked(frame, reader)
            for draft in self._reported(frame, reader):
                self._drafts.append(draft)
                made = draft.attribution
                if made is not None and made.resolution is not None and not frame.quotes:
                    self.resolver.spoke(frame.index, made.resolution.entity, is_marked=False)
        Hindsight(self.cast, self.resolver.memory).name_all()
        self._drafts = Outlook(self.text, self.resolver, self._drafts).read()
        echo, showing = Echo(self.text, self.frames, self._drafts), Showing(self.resolver)
        reserves = Reserves(self.text, self.frames)
        drafts = [reserves.of(showing.of(echo.of(draft))) for draft in self._drafts]
        return tuple(sorted(drafts, key=lambda draft: (draft.span.start, -draft.span.end)))

    # -- spans between marks ----------------------------------------------------------------------

    def _read_marked(self, frame: Frame, reader: FrameReader) -> None:
        found = {
            marked: self._by_name_inside(frame, marked, attribute(reader, marked, self.words(marked)))
            for marked in frame.quotes
        }
        shared = next(
            (
                made
                for made in found.values()
                if made is not None and made.resolution is not None and made.route != "subject"
            ),
            None,
        )
        for marked, made in found.items():
            if made is None and shared is not None and self.marked[marked].family != "dialogue":
                # Of several quotations in one sentence the verb may govern only one.
                made = replace(shared, route="shared", confidence=round(0.8 * shared.confidence, 3))
            made = self._not_himself(reader, marked, made)
            if not self._is_speech(reader, marked, made):
                continue
            draft = Draft(
                self.marked[marked].inner, self._kind(frame, reader, marked), frame.index, made, marked
            )
            self._same_person(reader, marked, made)
            self._keep(frame, draft)
            self._drafts.extend(self._nested(frame, marked))

    def _not_himself(self, reader: FrameReader, marked: int, made: Attribution | None) -> Attribution | None:
        """« Paul Roy m'a dit oui », raconte-t-il: the pronoun is not Paul Roy's, named in the words."""
        if (
            made is None
            or made.mention is None
            or made.resolution is None
            or made.resolution.form != "pronoun"
        ):
            return made
        entity = self.cast[made.resolution.entity]
        if made.route in {"tag", "source"} and reader.is_subject_of(marked, entity.index):
            # « Le maire « n'a rien compris », selon lui »: who is judged is not who judges.
            other = self.resolver.other(made.mention, entity.index)
            return made if other is None else replace(made, resolution=other)
        if " " not in entity.name or entity.name not in self.content(marked):
            return made
        other = self.resolver.other(made.mention, entity.index)
        return (
            made if other is None else replace(made, resolution=other, confidence=min(0.6, made.confidence))
        )

    def _keep(self, frame: Frame, draft: Draft) -> None:
        made = draft.attribution
        if (made is None or made.route in {"subject", "impersonal"}) and not self._is_turn(draft):
            draft = replace(draft, attribution=self._inherited(frame, draft))
        self._drafts.append(draft)
        if draft.attribution is not None and draft.attribution.resolution is not None:
            is_tag = draft.attribution.route != "agent"
            self.resolver.spoke(frame.index, draft.attribution.resolution.entity, is_tag=is_tag)

    def _is_turn(self, draft: Draft) -> bool:
        """Tell whether a dash hands the word to somebody that the line does not name."""
        if self.marked[draft.marked].family != "dialogue":
            return False
        before = self._drafts[-1].span.end if self._drafts else 0
        return "\n" in self.text[before : draft.span.start]

    def _kind(self, frame: Frame, reader: FrameReader, marked: int) -> QuoteKind:
        at = reader.token_of(marked)
        if hangs_on_wish(frame, at):
            return "mixed"
        before = frame.tokens[at - 1] if at else None
        lends = before is not None and (before.low in _ARTICLES or before.low in _LENT_SUBJECTS)
        if lends and self.content(marked)[0].islower():
            # « il assure que des « travaux seront menés » », « même s'il « ne faut pas courir » »
            return "mixed"
        opens = before is None or before.text in {":", ".", "!", "?"} or before.quote >= 0
        opens = opens or self.marked[marked].family == "dialogue"
        after = frame.tokens[at + 1] if at + 1 < len(frame.tokens) else None
        runs_on = after is not None and after.is_word and after.text[0].islower()
        # « Plus rien », dit-elle, is a statement; the heading « Un drame évitable » is none.
        if not reader.adjacent_tag(at) and states_nothing(self.words(marked)):
            opens = False
        return kind_of(self.words(marked), stands_alone=opens and not runs_on)

    def _is_speech(self, reader: FrameReader, marked: int, made: Attribution | None) -> bool:
        """Tell speech from titles, terms, names and inscriptions."""
        if self.marked[marked].family == "dialogue":
            return True
        if made is None and self._is_stray(marked):
            return False
        place = Place.of(reader, marked, self.content(marked), self.words(marked))
        return not is_name(place) and self.is_heard(marked, signs_of(place, reader, made, self.article))

    def is_heard(self, marked: int, signs: Mapping[str, float]) -> bool:  # noqa: ARG002
        """Tell whether the signs speak for speech; may be overridden to watch them."""
        return speaks_for(signs) > 0

    def _is_stray(self, marked: int) -> bool:
        """A mark that nothing closes before the next one opens: « C'est fait. « Nous irons », dit-il."""
        one = self.marked[marked]
        following = self.text[one.outer.end :].lstrip(" \u00a0\u202f")
        return not one.is_closed and following.startswith(("«", "“", '"'))

    # -- speakers that the sentence itself does not give ---------------------------------------------

    def _inherited(self, frame: Frame, draft: Draft) -> Attribution | None:
        """The speaker of the quotation before, the subject of the sentence or the one before, or nobody."""
        is_second = frame.index > 0 and bool(self.frames[frame.index - 1].quotes)
        looks = looks_of(frame, draft, is_second=is_second)
        said = folded_words(self.text[draft.span.start : draft.span.end])
        resolution = self.resolver.inherited((frame.index, draft.span.start), looks, said)
        if resolution is None:
            return None
        return Attribution("inherited", round(resolution.confidence, 3), None, None, resolution, None)

    def _same_person(self, reader: FrameReader, marked: int, made: Attribution | None) -> None:
        """« Anne Roy estime que « … », détaille la préfète »: name and title are one person."""
        if made is None or made.route != "tag" or made.resolution is None:
            return
        at = reader.token_of(marked)
        left = [cue for cue in reader.cues if cue.last <= at and cue.voice == "active" and cue.pronoun < 0]
        other = reader.by_cue(left[-1], "cue", 0.9) if left else None
        if other is None or other.resolution is None:
            return
        described, named = self.cast[made.resolution.entity], self.cast[other.resolution.entity]
        is_pair = described.kind == "described" and named.kind == "person"
        if is_pair and agrees(named, described.gender, described.number):
            self.cast.merge(described.index, named.index)

    def _by_name_inside(self, frame: Frame, marked: int, made: Attribution | None) -> Attribution | None:
        """« D'où vient ce chiffre, s'agace un élu. Il est faux », dit-il: the tag inside tells who he is."""
        if made is None:
            return self._inner_incise(frame, marked)
        by_pronoun = made.mention is not None and made.mention.kind == "pronoun" and made.route == "tag"
        if not by_pronoun or not _INCISE.search(self.content(marked)):
            return made
        inner = self._inner_incise(frame, marked)
        told = inner is not None and inner.mention is not None and inner.mention.kind != "pronoun"
        return replace(made, resolution=inner.resolution) if inner is not None and told else made

    def _inner_incise(self, frame: Frame, marked: int) -> Attribution | None:
        """« Nous irons, a-t-il promis, jusqu'au bout »: the tag stands inside the marks."""
        inside = self._pseudo_frame(frame, self.marked[marked].inner.start, self.marked[marked].inner.end)
        mentions = find_mentions(inside)
        reader = FrameReader(inside, mentions, self.resolver)
        for cue in reader.cues:
            before = inside.tokens[cue.first - 1].text if cue.first else ""
            if before not in {",", "!", "?", "…"} or not reader.is_incise(cue):
                continue
            mention = reader.subject(cue)
            if mention is None or not closes(inside, max(mention.last, cue.last)):
                continue
            resolution = self.resolver.resolve(mention)
            if resolution is None:
                continue
            span = Span(inside.tokens[cue.first].start, inside.tokens[cue.last - 1].end)
            return Attribution("incise", 0.9 * resolution.confidence, span, mention, resolution, span)
        return self._inner_source(reader)

    def _inner_source(self, reader: FrameReader) -> Attribution | None:
        """« Le fruit est sain, selon un médecin. Il se garde »: a source between comma and stop, inside."""
        tokens = reader.tokens
        for source in reader.sources:
            opened = source.first > 0 and tokens[source.first - 1].text == ","
            closed = source.last < len(tokens) and tokens[source.last].text in {".", ","}
            resolution = self.resolver.resolve(source.mention) if opened and closed else None
            if resolution is not None:
                span = Span(tokens[source.first].start, tokens[source.trigger - 1].end)
                return Attribution(
                    "incise", 0.8 * resolution.confidence, span, source.mention, resolution, span
                )
        return None

    def _pseudo_frame(self, frame: Frame, start: int, end: int) -> Frame:
        return Frame(frame.index, frame.paragraph, start, end, tuple(tokenise(self.text, start, end)), ())

    def _nested(self, frame: Frame, outer: int) -> Iterator[Draft]:
        """A quotation inside another one counts when somebody else speaks: « Il m'a dit : 'Pars' »."""
        for index, marked in enumerate(self.marked):
            if marked.parent != outer:
                continue
            before = self._pseudo_frame(frame, self.marked[outer].inner.start, marked.outer.start)
            found = teller(before, self.resolver)
            if found is None:
                continue
            mention, cue = found
            if mention is not None and mention.kind == "pronoun":
                mention = told_before(before, mention) or mention
            kind = kind_of(self.words(index), stands_alone=True)
            ends = (cue,) if mention is None else (cue, Span(mention.start, mention.end))
            evidence = Span(min(span.start for span in ends), max(span.end for span in ends))
            made = Attribution("nested", 0.7, cue, mention, self._told_of(mention, outer), evidence)
            yield Draft(marked.inner, kind, frame.index, made, index, outer, self._said_by(mention))

    def _told_of(self, mention: Mention | None, outer: int) -> Resolution | None:
        """« Anne Roux a vu le maire. « Il m'a dit : 'Revenez' », dit-elle. »: he is not who speaks around."""
        if mention is None or mention.kind != "pronoun":
            return None
        around = next((draft.attribution for draft in self._drafts if draft.marked == outer), None)
        speaker = around.resolution.entity if around is not None and around.resolution is not None else -1
        return self.resolver.other(mention, self.cast[speaker].index if speaker >= 0 else speaker)

    def _said_by(self, mention: Mention | None) -> str | None:
        """Return the fullest name of who speaks in a nested quotation; None for a pronoun."""
        if mention is None or mention.kind == "pronoun":
            return None
        entity = self.cast.named(mention) if mention.name else None
        return entity.name if entity is not None else mention.name or mention.text

    # -- reported speech ---------------------------------------------------------------------------

    def _reported(self, frame: Frame, reader: FrameReader) -> Iterator[Draft]:
        speech = {draft.marked for draft in self._drafts} if frame.quotes else set()
        openings = {marked: self.words(marked)[0].low for marked in frame.quotes if marked in speech}
        for found in find_reported(reader, openings):
            span = Span(found.start, found.end)
            yield Draft(span, "indirect", frame.index, found.attribution, is_conditional=found.conditional)


def french_quotes(text: str, parser: Parser | None = None) -> tuple[Quote, ...]:
    """Return the quotations of ``text`` without segments and ranks."""
    reading = French(text, parser)
    drafts = reading.read()
    place = {draft.marked: index for index, draft in enumerate(drafts) if draft.marked >= 0}
    return tuple(
        to_quote(reading.text, reading.cast, draft, index, place) for index, draft in enumerate(drafts)
    )
