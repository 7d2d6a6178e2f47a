"""What stands in a clause beside its verb: objects, complements, the agent of a passive."""

from collections.abc import Sequence

from .coreference import Resolver
from .cues import Cue, adverbial_from, find_cues
from .frames import Frame, Token
from .mention import Mention
from .phrases import PREPOSITIONS, is_finite, is_verb_at
from .wordlists import word_set

PLATFORMS = frozenset({"Twitter", "Facebook", "Instagram", "YouTube", "LinkedIn", "TikTok", "Telegram", "X"})
_TIME = word_set("subjects.time")
_DETERMINERS = frozenset({"le", "la", "l'", "les", "un", "une", "ce", "cet", "cette", "son", "sa", "leur"})


class ClauseReader:
    """Tells the parts of the clauses of one frame apart."""

    def __init__(self, frame: Frame, mentions: Sequence[Mention], resolver: Resolver) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.mentions = mentions
        self.resolver = resolver
        self.cues = find_cues(frame.tokens)

    def _mention_at(self, token: int) -> Mention | None:
        return next((m for m in self.mentions if m.first <= token < m.last), None)

    def _is_adverb(self, at: int) -> bool:
        """« avait affirmé peu avant Paul Roy »: the preposition is an adverb."""
        return (
            at > 0
            and self.tokens[at - 1].low in {"peu", "juste"}
            and self.tokens[at].low in {"avant", "après"}
        )

    def _past_complements(self, at: int) -> int:
        """Return where adverbs and complements end: « a écrit hier sur sa page Facebook | le zoo »."""
        while at < len(self.tokens):
            token = self.tokens[at]
            governed = next((m for m in self.mentions if m.governor and m.first in {at, at + 1}), None)
            adverbial = adverbial_from(self.tokens, at)
            if adverbial:
                at += adverbial
            elif governed is not None and (governed.first == at + 1) == (governed.governor == token.low):
                at = governed.last
            elif token.low in PREPOSITIONS - {"de", "d'", "que", "qu'", "comme", "et"}:
                at = self._past_phrase(at + 1)
            elif (
                token.text in PLATFORMS
                or self.is_light(token)
                or token.low in {"aussi", "encore", "même", "ainsi"}
            ):
                at += 1
            else:
                break
        return at

    def _past_phrase(self, at: int) -> int:
        """Return the end of the phrase behind a preposition: up to the next article, verb or mark."""
        first = at
        while at < len(self.tokens) and self.tokens[at].is_word:
            opens = self.tokens[at].low in _DETERMINERS and self.tokens[at - 1].low not in PREPOSITIONS
            if at > first and (opens or self.tokens[at].low in PREPOSITIONS - {"de", "d'", "du", "des"}):
                break
            at += 1
        return at

    def _has_verb(self, first: int, last: int) -> bool:
        """Tell whether a verb stands between, « il y a une semaine » aside."""
        lows = " ".join(token.low for token in self.tokens[first:last])
        return "il y a" not in lows and any(is_verb_at(self.tokens, at) for at in range(first, last))

    def _opens(self, mention: Mention) -> bool:
        """Tell whether neither a verb nor a quotation stands before: « La juge, qui a « ri », dit »."""
        return not any(
            self.tokens[at].quote >= 0 or is_verb_at(self.tokens, at) for at in range(mention.first)
        )

    def _is_participle(self, at: int) -> bool:
        """« Anne Roy, insistant sur la règle, a dit », « Anne Roy, interrogée hier, a dit »."""
        low = self.tokens[at].low
        return (
            self.tokens[at - 1].text == "," and low.endswith(("ant", "é", "ée", "és", "ées")) and len(low) > 4
        )

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
            token.low in _TIME
            or token.text.isdigit()
            or token.low.endswith("ment")
            or token.low in {"en", "y", "a"}
        )
