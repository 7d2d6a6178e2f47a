"""Who speaks where no tag tells, looked at again once the whole article is read.

« « On étouffe. » Anne Morel ouvre sa fenêtre. « Chaque été », dit-elle. »: the first words are hers, but only
what follows shows it. The choice made on the way is one feature among others here (``training/speakers.py``
learns the weights): who is quoted before and behind, who says such words again, who is met beside it.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .antecedents import NOBODY, Candidate
from .attribution import Attribution
from .coreference import Resolution, Resolver
from .drafts import Draft
from .speakers import content_words, is_media

# What somebody not met before the quotation starts with, as the logarithm of a share.
_UNKNOWN = {"untagged": -3.0, "title": -1.5}
_LEAST = -9.0
# Who is likeliest where nobody is likelier still is shown as a candidate, below ``drafts.SURE``.
_GUESSED = 0.3
_REACH = 8
_WITHOUT_TAG = frozenset({"inherited", "echo", "right"})
_GLUED = re.compile(r"\s?[»”\"]+(?=[^\W\d_]|[«“\"])")
_ENDED = re.compile(r"[.!?…][\s»”\"]*$")


@dataclass(frozen=True, slots=True)
class _Voice:
    """A quotation with its speaker: where, whose, the content words, and whether a tag tells it."""

    start: int
    frame: int
    entity: int
    words: frozenset[str]
    is_tagged: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """What surrounds a quotation without a tag: who is quoted beside it, who is met in its sentence.

    ``form`` is "title" for headlines and intertitles, "untagged" for the others; ``beside`` goes by what
    the neighbour does (« speaks next »), ``met`` by entity; ``subject`` is that of the next sentence.
    """

    form: str
    frame: int
    words: frozenset[str]
    beside: Mapping[str, _Voice]
    subject: int | None
    met: Mapping[int, frozenset[str]]


class Outlook:
    """Chooses again for the quotations without a tag: :meth:`read`."""

    def __init__(self, text: str, resolver: Resolver, drafts: Sequence[Draft]) -> None:
        self._text = text
        self._resolver = resolver
        self._drafts = sorted(drafts, key=lambda draft: draft.span.start)
        self._voices = [voice for voice in map(self._voice, self._drafts) if voice and voice.is_tagged]

    def read(self) -> list[Draft]:
        """Return the drafts, those without a tag with the speaker that the whole article suggests.

        Headlines and intertitles come last: they take their words from what is said around them.
        """
        for form in ("untagged", "title"):
            for at, draft in enumerate(self._drafts):
                asked = self._asked(draft)
                if asked is None or self._form(draft) != form:
                    continue
                self._drafts[at] = replace(draft, attribution=self._chosen(draft, asked))
                voice = self._voice(self._drafts[at])
                if voice is not None:
                    self._voices.append(voice)
                    self._voices.sort(key=lambda voice: voice.start)
        return self._drafts

    def _asked(self, draft: Draft) -> Sequence[Candidate] | None:
        made = draft.attribution
        if draft.kind == "indirect" or (made is not None and made.route != "inherited"):
            return None
        return self._resolver.asked.get((draft.frame, draft.span.start))

    def _voice(self, draft: Draft) -> _Voice | None:
        made = draft.attribution
        if made is None or made.resolution is None or made.route == "guess":
            return None
        if draft.parent is not None or draft.kind == "indirect":
            return None
        entity = self._resolver.cast[made.resolution.entity].index
        is_tagged = made.route not in _WITHOUT_TAG
        return _Voice(draft.span.start, draft.frame, entity, self._words(draft), is_tagged)

    def _words(self, draft: Draft) -> frozenset[str]:
        return content_words(self._text[draft.span.start : draft.span.end])

    def _form(self, draft: Draft) -> str:
        """« Le port dort. "On attend"Les quais … »: an intertitle has lost its line, a headline has one."""
        frame = self._resolver.frames[draft.frame]
        if frame.index == 0 or frame.is_heading:
            return "title"
        is_alone = len(frame.quotes) == 1 and sum(token.quote < 0 for token in frame.tokens) <= 1
        is_ended = _ENDED.search(self._text[draft.span.start : frame.end])
        is_glued = _GLUED.match(self._text, draft.span.end)
        opens = frame.index == 1 and frame.paragraph == 1
        return "title" if is_alone and (not is_ended or is_glued or opens) else "untagged"

    def _chosen(self, draft: Draft, asked: Sequence[Candidate]) -> Attribution | None:
        candidates = list(self._candidates(self._scene(draft), self._beliefs(asked)))
        choice = self._resolver.ranker.choose((draft.frame, draft.span.end), candidates)
        if choice.entity == NOBODY:
            return self._guess([one for one in candidates if one.entity != NOBODY], 1 - choice.share)
        resolution = Resolution(choice.entity, choice.share, "inherited")
        return Attribution("inherited", round(choice.share, 3), None, None, resolution, None)

    def _guess(self, others: Sequence[Candidate], left: float) -> Attribution | None:
        """Return the likeliest of ``others``, who share the belief ``left``, as a candidate only."""
        if not others:
            return None
        choice = self._resolver.ranker.choose((-1, -1), others)
        resolution = Resolution(choice.entity, left * choice.share, "inherited")
        return Attribution(
            "guess", round(min(left * choice.share, _GUESSED), 3), None, None, resolution, None
        )

    def _beliefs(self, asked: Sequence[Candidate]) -> dict[int, float]:
        """Return the logarithm of the share that each candidate had on the way."""
        scores = [self._resolver.ranker.score(one) for one in asked]
        top = max(scores)
        total = top + math.log(sum(math.exp(score - top) for score in scores))
        beliefs: dict[int, float] = {}
        for one, score in zip(asked, scores, strict=True):
            entity = one.entity if one.entity == NOBODY else self._resolver.cast[one.entity].index
            beliefs[entity] = max(beliefs.get(entity, _LEAST), score - total)
        return beliefs

    # -- what surrounds it ------------------------------------------------------------------------

    def _scene(self, draft: Draft) -> _Scene:
        before = [voice for voice in self._voices if voice.start < draft.span.start]
        behind = [voice for voice in self._voices if voice.start > draft.span.end]
        beside = {"spoke before": before[-1]} if before else {}
        if behind and behind[0].frame - draft.frame <= _REACH:
            beside["speaks next"] = behind[0]
        form = self._form(draft)
        subject = self._resolver.subject(draft.frame + 1)
        met = self._met(draft) if form == "untagged" else {}
        return _Scene(form, draft.frame, self._words(draft), beside, subject, met)

    def _met(self, draft: Draft) -> dict[int, frozenset[str]]:
        """Return who is met how in the sentence (before or behind the quotation) and the one before."""
        found: dict[int, set[str]] = {}
        for at in range(max(0, draft.frame - 1), draft.frame + 1):
            for mention in self._resolver.mentions[at]:
                known = self._resolver.of(mention)
                if known is None:
                    continue
                here = "here" if mention.start < draft.span.start else "behind"
                where = "before" if at < draft.frame else here
                looks = found.setdefault(self._resolver.cast[known.entity].index, set())
                looks.add(f"met {where}")
                looks.update({f"a pronoun {where}"} if mention.kind == "pronoun" else ())
                looks.update({f"governed {where}"} if mention.governor else ())
        return {entity: frozenset(looks) for entity, looks in found.items()}

    # -- the candidates ---------------------------------------------------------------------------

    def _candidates(self, scene: _Scene, beliefs: Mapping[int, float]) -> Iterator[Candidate]:
        entities = {*beliefs, *(voice.entity for voice in scene.beside.values())}
        if scene.subject is not None:
            entities.add(scene.subject)
        for entity in sorted(entities):
            belief = beliefs.get(entity, _UNKNOWN[scene.form])
            found = {"belief": belief, "not met": float(entity not in beliefs)}
            if entity == NOBODY:
                found["nobody"] = 1.0
            elif self._resolver.cast[entity].name:
                found |= self._places(scene, entity) | self._record(scene, entity)
            else:
                continue
            shown = {f"{scene.form}: {name}": value for name, value in found.items() if value}
            yield Candidate(entity, shown, belief)

    def _places(self, scene: _Scene, entity: int) -> dict[str, float]:
        """Return where ``entity`` stands beside the quotation."""
        found = dict.fromkeys(scene.met.get(entity, ()), 1.0)
        found["subject of the next sentence"] = float(entity == scene.subject)
        for name, voice in scene.beside.items():
            if voice.entity == entity:
                found[name] = 1.0
                found[f"{name}, {_where(abs(voice.frame - scene.frame))}"] = 1.0
                found[f"{name}, without a tag"] = float(not voice.is_tagged)
        return found

    def _record(self, scene: _Scene, entity: int) -> dict[str, float]:
        """Return what ``entity`` is and says elsewhere."""
        known = self._resolver.cast[entity]
        own = [voice for voice in self._voices if voice.entity == entity]
        tagged = sum(voice.is_tagged for voice in own)
        again = max((len(scene.words & voice.words) for voice in own), default=0) / max(1, len(scene.words))
        return {
            "media" if is_media(known) else known.kind: 1.0,
            "quoted with a tag": math.log1p(tagged),
            "never quoted with a tag": float(not tagged),
            "same words": again,
            "all words again": float(again == 1.0 and len(scene.words) > 1),
        }


def _where(distance: int) -> str:
    if distance <= 1:
        return "in the same sentence" if distance == 0 else "in the next sentence"
    return "soon" if distance <= 3 else "far"
