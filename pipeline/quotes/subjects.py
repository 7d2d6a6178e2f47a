"""Who is the subject of a cue: before it, behind it, or the agent of a passive."""

from collections.abc import Sequence

from .coreference import Resolver
from .cues import Cue, find_cues
from .frames import Frame, Token
from .mention import Mention
from .mentions import any_subject_at
from .phrases import PREPOSITIONS, TIMES, is_finite, is_verb_at
from .wordlists import word_set

_CLITICS = word_set("subjects.clitics")
_OPENERS = frozenset(
    {"que", "qu'", "et", "si", "car", "mais", "or", "donc", "quand", "puisque", "comme", "lorsque"}
)
_TIME = word_set("subjects.time")
_RELATIVES = frozenset({"qui", "dont", "que", "qu'", "où"})


class SubjectFinder:
    """Finds the subjects of the cues of one frame."""

    def __init__(self, frame: Frame, mentions: Sequence[Mention], resolver: Resolver) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.mentions = mentions
        self.resolver = resolver
        self.cues = find_cues(frame.tokens)

    def subject(self, cue: Cue) -> Mention | None:
        """Return the subject of ``cue``: inverted pronoun, noun after an incise, else noun before."""
        if cue.pronoun >= 0:
            return self._mention_at(cue.pronoun)
        if cue.voice == "passive":
            return self._agent(cue)
        if self._hangs_on_before(cue) and (main := self._main_subject(cue)) is not None:
            # « Anne Roy a reçu le maire avant de lui demander de partir »: she asked.
            return main
        if cue.voice == "gerund" or (cue.voice == "infinitive" and cue.last - cue.first == 1):
            return self._gerund_subject(cue)
        if cue.voice == "infinitive" and self.tokens[cue.first - 1].low in {"pour", "de", "d'"}:
            # « La Ligue a publié hier un communiqué pour faire part de « … » »: not the communiqué's part.
            return self._main_subject(cue)
        first = self._shares_auxiliary(cue)
        if first is not None:
            return self.subject(first)
        antecedent = self._before_relative(cue)
        if antecedent is not None:
            return antecedent
        if self.is_incise(cue):
            return self.after(cue) or self._before(cue)
        return self._before(cue) or self.after(cue)

    def _hangs_on_before(self, cue: Cue) -> bool:
        at = cue.first
        while at > 2 and self.tokens[at - 1].low in {"lui", "leur", "les", "la", "le", "l'"}:
            at -= 1
        opening = [token.low for token in self.tokens[max(0, at - 2) : at]]
        return cue.voice == "infinitive" and opening in (["avant", "de"], ["avant", "d'"])

    def _gerund_subject(self, cue: Cue) -> Mention | None:
        """« …, a-t-elle dit, ajoutant que »: the subject before; « Jugeant …, le préfet a dit »: behind."""
        asked = self._asked(cue)
        if asked is not None:
            return asked
        earlier = [
            c for c in self.cues if c.last <= cue.first and c.voice == "active" and c.strength != "host"
        ]
        if earlier and (found := self.subject(earlier[-1])) is not None:
            return found
        return self._before(cue) or next(
            (m for m in self.mentions if m.first >= cue.last and not m.governor), None
        )

    def _main_subject(self, cue: Cue) -> Mention | None:
        """Return the first bare mention of the sentence before ``cue``."""
        free = (m for m in self.mentions if m.last <= cue.first and not m.governor)
        return next((m for m in free if not self._is_object(m)), None) or self._before(cue)

    def _before_relative(self, cue: Cue) -> Mention | None:
        """« Le ministre, qui a reçu la direction à Bercy, a demandé »: he asked, not whom he received."""
        comma = cue.first - 1
        while comma > 0 and self.tokens[comma].low in _CLITICS:
            comma -= 1
        if cue.voice != "active" or comma < 3 or self.tokens[comma].text != ",":
            return None
        for at in range(comma - 1, 1, -1):
            if self.tokens[at].quote >= 0 or self.tokens[at].text in {":", ";"}:
                return None
            if self.tokens[at].low in _RELATIVES and self.tokens[at - 1].text == ",":
                found = [m for m in self.mentions if m.last == at - 1 and not m.governor]
                return found[-1] if found and not self._is_object(found[-1]) else None
        return None

    def follows_relative(self, cue: Cue) -> bool:
        """Tell whether the comma before ``cue`` closes a relative clause of its subject."""
        return self._before_relative(cue) is not None

    def _shares_auxiliary(self, cue: Cue) -> Cue | None:
        """« Anne Roy a dit que sa sœur irait, mais ajouté que « … » »: both participles are Anne Roy's."""
        before = self.tokens[cue.first - 1].low if cue.first else ""
        if cue.last - cue.first != 1 or before not in {"et", "mais", "puis"}:
            return None
        if is_finite(self.tokens[cue.first]) or not self.tokens[cue.first].low.endswith(
            ("é", "i", "u", "it", "is")
        ):
            return None
        earlier = [
            c for c in self.cues if c.last <= cue.first and c.last - c.first >= 2 and c.voice == "active"
        ]
        return earlier[-1] if earlier else None

    def _asked(self, cue: Cue) -> Mention | None:
        """« a invité Paul Roy à raconter »: who is asked to speak."""
        if (
            cue.voice != "infinitive"
            or cue.first < 2
            or self.tokens[cue.first - 1].low not in {"à", "de", "d'"}
        ):
            return None
        return next(
            (m for m in self.mentions if m.last == cue.first - 1 and m.kind in {"name", "description"}), None
        )

    def is_incise(self, cue: Cue) -> bool:
        """Tell whether the cue stands behind a comma or a quotation, where its subject follows it."""
        if cue.voice not in {"active", "infinitive"}:
            return False
        if cue.pronoun >= 0 or cue.first == 0:
            return True
        before = self.tokens[cue.first - 1]
        if before.low in {"le", "la", "l'"} and cue.first > 1:
            # « comme l'explique Paul Roy »
            before = self.tokens[cue.first - 2]
        if before.text == "," and (not self._is_complete(cue) or self._before_relative(cue) is not None):
            return False
        return (
            before.quote >= 0
            or before.text in {",", "-", "–", "—", ")", "!", "?", "…"}
            or before.low == "comme"
        )

    def _is_complete(self, cue: Cue) -> bool:
        """Tell whether a sentence stands before the comma: not in « Le chef, Paul Roy, a rappelé »."""
        earlier = self.tokens[: cue.first]
        if any(token.quote >= 0 for token in earlier):
            return True
        return any(is_verb_at(self.tokens, at) for at in range(cue.first))

    def _mention_at(self, token: int) -> Mention | None:
        return next((m for m in self.mentions if m.first <= token < m.last), None)

    def after(self, cue: Cue) -> Mention | None:
        """« estime dans un communiqué le président »: the first bare mention behind the verb."""
        for mention in self.mentions:
            if mention.first < cue.last:
                continue
            between = self.tokens[cue.last : mention.first]
            if len(between) > 20 or any(
                t.quote >= 0 or t.low in {"que", "qu'", "qui", ";", ":"} for t in between
            ):
                break
            if mention.governor or (
                mention.kind == "pronoun" and mention.head in {"il", "elle", "ils", "elles"}
            ):
                continue
            if self._has_verb(cue.last, mention.first):
                break
            following = next((m for m in self.mentions if m.first == mention.last), None)
            if following is not None and mention.kind == "body" and following.kind != "body":
                return following
            return self._nearer(cue, mention)
        return self._nearer(cue, None)

    def _nearer(self, cue: Cue, listed: Mention | None) -> Mention | None:
        """Return an unlisted phrase right behind the verb (« explique une perchiste »), else ``listed``."""
        at = cue.last
        while at < len(self.tokens) and (
            self.is_light(self.tokens[at]) or self.tokens[at].low in {"aussi", "encore"}
        ):
            at += 1
        if at >= len(self.tokens) or (listed is not None and listed.first <= at):
            return listed
        if at + 1 < len(self.tokens) and self.tokens[at + 1].low in TIMES:
            # « a annoncé la semaine dernière le ministre »
            return listed
        back = cue.first - 1
        while back >= 0 and self.tokens[back].text in {",", "-", "–", "—", "!", "?", ")"}:
            back -= 1
        if back < 0 or self.tokens[back].quote < 0:
            return listed
        unknown = any_subject_at(self.frame, at, self.mentions)
        if (
            unknown is not None
            and listed is not None
            and listed.kind == "name"
            and listed.first == unknown.last
            and unknown.number == "s"
            and not any(t.low in PREPOSITIONS for t in self.tokens[unknown.first : unknown.last])
        ):
            # « reconnaît l'astronome Paul Roux », but « répond cette proche de Paul Roux »
            return listed
        return unknown if unknown is not None and (listed is None or unknown.last <= listed.first) else listed

    def _has_verb(self, first: int, last: int) -> bool:
        """Tell whether a verb stands between, « il y a une semaine » aside."""
        lows = " ".join(token.low for token in self.tokens[first:last])
        return "il y a" not in lows and any(is_verb_at(self.tokens, at) for at in range(first, last))

    def _before(self, cue: Cue) -> Mention | None:
        """The nearest bare mention before the verb that is not the object of another one."""
        at = cue.first - 1
        while at > 0 and self.tokens[at].low in _CLITICS:
            at -= 1
        if at >= 0 and self.tokens[at].low == "qui":
            antecedent = [m for m in self.mentions if m.last <= at and m.last >= at - 2]
            if antecedent:
                return antecedent[-1]
        candidates = [m for m in self.mentions if m.last <= cue.first and not m.governor]
        subjects = [m for m in candidates if not self._is_object(m) and not self._is_wrong_number(m, cue)]
        if subjects:
            return subjects[-1]
        return self._unlisted_before(cue) or (candidates[-1] if candidates else None)

    def _unlisted_before(self, cue: Cue) -> Mention | None:
        """A phrase right before the verb that no lexicon knows: « La nageuse s'est confiée : « … » »."""
        for first in range(cue.first - 2, max(-1, cue.first - 9), -1):
            opens = first == 0 or not self.tokens[first - 1].is_word or self.tokens[first - 1].low in _OPENERS
            mention = any_subject_at(self.frame, first, self.mentions, animate=False) if opens else None
            if mention is not None and mention.last in {cue.first, cue.first - 1}:
                return mention
        return None

    @staticmethod
    def _is_wrong_number(mention: Mention, cue: Cue) -> bool:
        if cue.person not in {"3s", "3p"} or (mention.kind == "body" and not mention.head.strip("?")):
            return False
        return (mention.number == "p") != (cue.person == "3p") and mention.kind != "name"

    def _is_object(self, mention: Mention) -> bool:
        if mention.first == 0:
            return False
        at = mention.first - 1
        while at > 1 and self.tokens[at].low.endswith("ment") and self.tokens[at - 1].is_word:
            at -= 1
        before = self.tokens[at]
        if before.low in {"et", ","} or not before.is_word:
            return False
        return is_finite(before) or before.low.endswith(("é", "er", "ir", "ant"))

    def _agent(self, cue: Cue) -> Mention | None:
        """« souhaité par le ministre »: who comes after ``par``."""
        return next(
            (m for m in self.mentions if 0 <= m.first - cue.last <= 6 and m.governor == "par"),
            None,
        )

    @staticmethod
    def is_light(token: Token) -> bool:
        return token.quote < 0 and (
            token.low in _TIME or token.low.endswith("ment") or token.low in {"en", "y", "a"}
        )
