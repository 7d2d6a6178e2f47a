"""Words that the article sets between marks without telling that they were said.

« Paul Roy nie avoir dit « je pars » », « … n'a jamais dit … », « Paul Roy a-t-il dit … ? »: the marks alone
would make an admission of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.records import Reserve, Span

from .conjugation import forms
from .drafts import Draft
from .frames import Frame, Token, tokenise
from .phrases import is_finite
from .reported import conditionals
from .wordlists import word_set

_NE = frozenset({"ne", "n'"})
_IF = frozenset({"si", "s'"})
_REFLEXIVE = frozenset({"se", "s'"})
_NEGATORS = word_set("denied.negators")
_NOBODY = word_set("denied.nobody")
_AFTER_NEGATOR = word_set("denied.after_negator")
_OTHERWISE = word_set("denied.otherwise")
_LIGHT = word_set("denied.light")
_WORDS = word_set("denied.words")
_RUMOURS = word_set("denied.rumours")
_TELLING = word_set("denied.telling")
_CAUSES = word_set("denied.causes")
_CONCESSIVE = word_set("denied.concessive")
_ASKING = word_set("denied.asking")
_HOW = word_set("denied.how")
_NO_SUBJECT = word_set("kinds.subordinators") | {",", ";", ":"}
# « aurait-il dit », « qui dira »: futures end so, and no other third person does.
_FUTURE = ("era", "eront", "ira", "iront", "dra", "dront", "vra", "vront", "rra", "rront", "ura", "uront")
_FAR = 8
_SUBJECT = 7
_LENT = 14
_JOINED = frozenset({"que", "qu'"})

# The reserve and the first and last token (exclusive) of the words that make it.
_Found = tuple[Reserve, int, int]


@cache
def _forms_of(section: str) -> dict[str, str]:
    """Return written form → infinitive of the verbs of a section of the grammar."""
    return {word: verb for verb in word_set(section) for word, _ in forms(verb)}


@cache
def _lending() -> frozenset[str]:
    """Return the forms of « prêter » and « attribuer ».

    « prête à » alone is ready to; a word of speech must follow.
    """
    return frozenset(word for verb in ("prêter", "attribuer") for word, _ in forms(verb))


class Reserves:
    """Tells of a quotation whether the article denies, supposes or asks that it was said: :meth:`of`."""

    def __init__(self, text: str, frames: Sequence[Frame]) -> None:
        self._text = text
        self._frames = frames

    def of(self, draft: Draft) -> Draft:
        """Return ``draft`` with its reserve, and a cue that holds the denying words; else as it is."""
        if draft.marked < 0 or draft.parent is not None or draft.attribution is None:
            return draft
        tokens = self._frames[draft.frame].tokens
        at = next((i for i, token in enumerate(tokens) if token.quote == draft.marked), -1)
        cue = draft.attribution.cue
        inside = [i for i, token in enumerate(tokens) if cue and cue.start <= token.start < cue.end]
        found = _rumoured(tokens, at) if at > 0 else None
        if found is None and at >= 0 and inside and not self._tells_how(draft):
            found = _Saying(tokens, inside[0], inside[-1] + 1, at).reserve()
        if found is None:
            return draft
        reserve, first, last = found
        shown = Span(tokens[first].start, tokens[last - 1].end)
        evidence = draft.attribution.evidence or shown
        evidence = Span(min(evidence.start, shown.start), max(evidence.end, shown.end))
        return replace(
            draft, reserve=reserve, attribution=replace(draft.attribution, cue=shown, evidence=evidence)
        )

    def _tells_how(self, draft: Draft) -> bool:
        """« n'explique pas « dans le détail » son choix »: that it was said is not denied by these words."""
        first = next(tokenise(self._text, draft.span.start, draft.span.end), None)
        return draft.kind == "mixed" and first is not None and first.low in _HOW


def _rumoured(tokens: Sequence[Token], at: int) -> _Found | None:
    """« La rumeur prête à Paul Roy cette phrase : « … » », « la phrase qu'on lui prête : « … » »."""
    opened = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].quote >= 0 or tokens[i].text in ",;"), 0)
    opened = max(opened, at - _LENT)
    lows = [token.low for token in tokens[opened:at]]
    rumour = next((i for i, low in enumerate(lows) if low in _RUMOURS), -1)
    tells = _lending() if rumour < 0 or _WORDS & set(lows) else _TELLING
    verb = next((i for i, low in enumerate(lows) if low in tells), -1)
    if verb < 0 or _NE & set(lows) or {"qui", "dont"} & set(lows[verb:]):
        return None
    if rumour < 0 and (not _WORDS & set(lows) or lows[-1] != ":"):
        return None
    if rumour >= 0 and tells is _TELLING and (verb - rumour != 1 or lows[-1] not in {":", "que", "qu'"}):
        return None
    first = rumour if 0 <= rumour < verb else verb
    first -= first > 0 and lows[first - 1] in {"la", "une", "les", "des", "l'"}
    return "rumoured", opened + first, opened + verb + 1


class _Saying:
    """The verb of saying of a quotation, tokens ``first`` to ``last``, and the quotation at ``at``."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int, at: int) -> None:
        self.tokens = tokens
        self.lows = [token.low for token in tokens]
        self.first, self.last, self.at = first, last, at
        self.reach = self._reach()

    def _reach(self) -> int:
        """Return where the verbs and adverbs start that lead to the cue: « nie fermement | avoir dit »."""
        chain = _LIGHT | _NE | _forms_of("denied.denying").keys() | _forms_of("denied.refusing").keys()
        chain |= _forms_of("denied.affirming").keys() | {"sans"}
        at = self.first
        while at and (self.lows[at - 1] in chain or self.lows[at - 1].endswith("ment")):
            at -= 1
        return at

    def reserve(self) -> _Found | None:
        """Return what keeps the words from having been said, None when they were."""
        cue = range(self.last - 1, self.first - 1, -1)
        verb = next((i for i in cue if self.lows[i] in _forms_of("denied.said")), -1)
        if not self._governs() or (verb >= 0 and not self._is_speech(verb)):
            return None
        if verb < 0:
            return self._content_denied()
        if any(self.lows[i] in _NE for i in range(self.reach, verb)):
            return self._negated()
        return self._refused(verb) or self._without(verb) or self._asked() or self._supposed()

    def _is_speech(self, verb: int) -> bool:
        """« sans se prononcer », « traiter des patients » are no speech, « traiter Paul Roy de » is."""
        if self.lows[verb - 1] in _REFLEXIVE:
            return False
        names = _forms_of("denied.said")[self.lows[verb]] in {"traiter", "accuser"}
        return not names or self.at < self.first or self.lows[self.at - 1] in {"de", "d'"}

    def _content_denied(self) -> _Found | None:
        """« Elle dément que « le pont tienne » »: what is denied is no statement of hers."""
        verb = self.last - 1
        denies = self.lows[verb] in _forms_of("denied.denying") and not _NE & set(
            self.lows[self.reach : verb]
        )
        follows = self.lows[self.last] in {"que", "qu'"} if self.last < self.at else False
        return ("denied", self.first, self.last) if denies and follows else None

    def _governs(self) -> bool:
        """Tell whether the quotation is the verb's own object.

        « n'a pas dit quand : « On verra » », « n'a pas dit « oui », mais « peut-être » » say the last words.
        """
        if self.at < self.first:
            behind = self.tokens[self.at + 1 : self.reach]
            return all(not token.is_word and token.quote < 0 for token in behind)
        between = self.lows[self.last : self.at]
        if len(between) > _FAR or (_CAUSES | _ASKING - _JOINED) & set(between):
            return False
        return ":" not in between or between == [":"] or (between[-1] == ":" and between[-2] in _WORDS)

    def _negated(self) -> _Found | None:
        """« n'a jamais dit », « ne parle pas de »; not « n'hésite pas à dire », « n'a-t-il pas dit … ? »."""
        ne = next(i for i in range(self.reach, self.last) if self.lows[i] in _NE)
        end = self.at if self.at > ne else len(self.lows)
        group, window = self.lows[ne : self.last], self.lows[ne : min(self.last + 2, end)]
        is_order = window[1:2] and window[1] in _NEGATORS and not {"avoir", "être"} & set(group)
        if is_order or any(low in _forms_of("denied.affirming") for low in group) or self._asks():
            # « appelle à ne pas répéter « ces erreurs » », but « assure ne jamais avoir dit « oui » »
            return None
        behind = self.lows[self.last : min(end, self.last + _FAR)]
        if set(behind) & (_OTHERWISE - _NEGATORS):
            return None
        negator = next((ne + i for i, low in enumerate(window) if low in _NEGATORS), -1)
        if negator < 0:
            earlier = range(max(0, ne - _SUBJECT), ne)
            nobody = next((i for i in earlier if self.lows[i] in _NOBODY), -1)
            return ("denied", nobody, self.last) if nobody >= 0 else None
        return None if self._only(negator) else ("denied", ne, max(self.last, negator + 1))

    def _only(self, negator: int) -> bool:
        """« n'a pas seulement dit », « ne parle plus que de »; « ne dit pas que « … » » is a clause."""
        following = self.lows[negator + 1]
        opens_clause = negator + 1 >= self.last and self.lows[negator] != "plus"
        return following in _AFTER_NEGATOR and not (opens_clause and following in _JOINED)

    def _refused(self, verb: int) -> _Found | None:
        """« nie avoir dit », « refuse de parler de », « se garde de dire »; a tag behind has said it."""
        if self.at < self.first or set(self.lows[self.last : self.at]) & _OTHERWISE:
            return None
        for at in range(verb - 1, self.reach - 1, -1):
            low = self.lows[at]
            if low in _forms_of("denied.denying"):
                return "denied", min(at, self.first), self.last
            lemma = _forms_of("denied.refusing").get(low)
            if lemma is None or not {"de", "d'"} & set(self.lows[at + 1 : verb]):
                continue
            clitics = set(self.lows[max(0, at - 3) : at])
            if lemma in word_set("denied.reflexive") and not clitics & _REFLEXIVE:
                continue
            first = at
            while first > self.reach and self.lows[first - 1] in _LIGHT:
                first -= 1
            denies = lemma == "défendre"
            return ("denied" if denies else "refused"), min(first, self.first), self.last
        return None

    def _without(self, verb: int) -> _Found | None:
        """« sans prononcer le mot « crise » »; « sans parler de » only goes on."""
        at = next((i for i in range(verb - 1, self.reach - 1, -1) if self.lows[i] == "sans"), -1)
        goes_on = self.lows[verb] in {"parler", "évoquer", "mentionner"}
        leads = set(self.lows[at + 1 : verb]) <= _LIGHT and (not at or self.lows[at - 1] != "non")
        if at < 0 or goes_on or not leads or self.at < self.first:
            # « a sans doute voulu dire », « non sans préciser »
            return None
        return "denied", at, self.last

    def _asks(self) -> bool:
        """Tell whether the sentence ends with a question mark of its own and its verb asks."""
        cue = self.lows[self.first : self.last]
        inverts = any(low.startswith(("-", "t-")) and len(low) > 2 for low in cue)
        return self.lows[-1] == "?" and (inverts or "-ce" in self.lows[: self.first])

    def _asked(self) -> _Found | None:
        """« Paul Roy a-t-il dit « … » ? »; « Pourquoi a-t-il dit … ? » takes it for said."""
        if self.at < self.first or not self._asks():
            return None
        before = self.lows[: self.first]
        is_whether = "-ce" in before and not {"pourquoi", "comment", "quand"} & set(before)
        return None if _ASKING & set(before) and not is_whether else ("asked", self.first, self.last)

    def _supposed(self) -> _Found | None:
        """« Si Paul Roy dit « je pars », le conseil tombera »; « Si …, la rue doute » only concedes."""
        if self.at < self.first:
            return None
        nearest = range(self.first - 1, max(-1, self.first - _SUBJECT - 1), -1)
        start = next((i for i in nearest if self.lows[i] in _NO_SUBJECT), -1)
        if start < 0 or self.lows[start] not in _IF or (start == self.first - 1 and self.lows[start] == "s'"):
            return None
        if start and self.lows[start - 1].endswith(("er", "ir", "re")):
            # « pour savoir s'il dira « oui » »
            return None
        opens = start == 0 or not self.tokens[start - 1].is_word or self.lows[start - 1] in {"et", "mais"}
        main = self.tokens[self.at + 1 :] if opens else self.tokens[:start]
        if _CONCESSIVE & {token.low for token in (*main, *self.tokens[max(0, start - 1) : start])}:
            return None
        end = next((i for i, token in enumerate(main) if token.quote >= 0 or token.low in _JOINED), len(main))
        verb = next((token for token in main[:end] if is_finite(token)), None)
        ahead = verb is not None and (verb.low.endswith(_FUTURE) or verb.low in conditionals())
        return ("supposed", start, self.last) if ahead else None
