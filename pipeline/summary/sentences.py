"""Sentences out of what a summariser wrote: tidied, and refused when they are no sentence.

The embedded summariser is small, so loops, fragments and torn ends are expected and named here.
"""

import re
from collections import Counter
from itertools import pairwise

from pipeline.summary.content import content_stems, overlap, shared_ngrams, words
from pipeline.summary.lexicon import lexicon
from pipeline.typography import is_caps

_MARKUP = re.compile(r"<[^<>]{1,12}>")
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)\]])")
_DOUBLED = re.compile(r"([,;:])\1+")
_END = re.compile(r"[.!?][\"”’)\]]*$")
_CUT = frozenset(lexicon("cut"))
_TITLES = frozenset(lexicon("titles"))
_SUBORDINATORS = frozenset(lexicon("subordinators"))
_VERBS = frozenset(lexicon("verbs"))
_SHORT = frozenset(lexicon("short for"))
_GLUED = re.compile(r"\b([^\W\d_]{3,})\. [a-z]\w*")
# 1,500ns, but 21st, 5km, 8pm
_GARBLED = re.compile(
    r"\b\d[\d.,]*(?!(?:st|nd|rd|th|s|km|kg|cm|mm|am|pm|bn|mph|kph|ft|kwh|mw|gw|hz)\b)[a-z]{2,}\b"
)
_VERBLESS = frozenset(lexicon("verbless"))
_FIRST_LETTER = re.compile(r"[^\W\d_]")
MOST_WORDS = 60


def tidy(text: str) -> str:
    """Return ``text`` with plain spaces, a capital first letter and a full stop; "" if it has no letter.

    Nothing but white space, pieces of markup, doubled commas and the end mark changes. An ellipsis
    or a comma at the end gives way to a full stop; ! and ? stay.
    """
    text = _MARKUP.sub(" ", text)
    text = " ".join(text.split()).lstrip(" -–—•*·.,;:!?)")
    text = _DOUBLED.sub(r"\1", _SPACE_BEFORE.sub(r"\1", text))
    letter = _FIRST_LETTER.search(text)
    if letter is None:
        return ""
    if text[: letter.start()].strip("\"“«'‘(") == "":
        text = text[: letter.start()] + letter.group().upper() + text[letter.end() :]
    text = re.sub(r"(?:\.{2,}|…)([\"”’)]*)$", r".\1", text)
    return text if _END.search(text) else text.rstrip(" ,;:-–—") + "."


def flaw(sentence: str) -> str:
    """Return in words why ``sentence`` is no sentence of a summary, or "" when it may be one.

    Too short, over 60 words, a question, in capitals, looping or stammering, with a bracket left open,
    torn off ("... of the."), half a sentence, without a verb, or two run together.
    """
    tokens = words(sentence)
    if len(tokens) < 4 or len(set(content_stems(sentence))) < 2:
        return "it is too short to say anything"
    if len(tokens) > MOST_WORDS:
        return f"it runs on for {len(tokens)} words"
    if sentence.rstrip('"”’)').endswith("?"):
        return "it is a question"
    if is_caps(sentence):
        return "it is written in capitals"
    if is_loop(sentence):
        return "it goes round in a loop"
    twice = _stammer(tokens)
    if twice:
        return f"it says “{twice}” twice running"
    if sentence.count("(") != sentence.count(")"):
        return "a bracket is left open"
    return _tear(sentence, tokens)


def _tear(sentence: str, tokens: list[str]) -> str:
    """Return in words where ``sentence`` is torn, or "": a broken end, half a sentence, two run together."""
    last = tokens[-1]
    if (last.lower() in _CUT and last.islower()) or last.lower() in _TITLES:
        return f"it breaks off after “{last}”"
    if tokens[0].lower() in _SUBORDINATORS and "," not in sentence:
        return f"it is half a sentence (“{tokens[0]} …”)"
    # Without such a start a plural may be the subject of a bare verb: "Fishermen protest".
    if tokens[0].lower() in _VERBLESS and not any(map(_may_be_verb, tokens)):
        return "it has no verb"
    garbled = _GARBLED.search(sentence)
    if garbled:
        return f"“{garbled.group()}” is no word"
    glued = next((match for match in _GLUED.finditer(sentence) if match.group(1).lower() not in _SHORT), None)
    return f"two sentences run together at “{glued.group()}”" if glued else ""


def _may_be_verb(token: str) -> bool:
    """Tell whether ``token`` is a verb for all its form says; a capital makes it a name."""
    if token.lower() in _VERBS:
        return True
    return token.islower() and (token.endswith("ed") or (token.endswith("s") and not token.endswith("ss")))


def is_loop(text: str) -> bool:
    """Tell whether ``text`` repeats itself: a word three times running, three words twice, two thrice.

    Three words count only when a content word is among them, so that "of the" does no harm.
    """
    tokens = [token.lower() for token in words(text)]
    if any(tokens[i] == tokens[i + 1] == tokens[i + 2] for i in range(len(tokens) - 2)):
        return True
    return _repeats(tokens, 4, 2) or _repeats(tokens, 2, 3) or _immediate(tokens)


def _stammer(tokens: list[str]) -> str:
    """Return the word that comes twice running, "" for none; *that that* and *had had* are English."""
    for one, two in pairwise(tokens):
        if one.lower() == two.lower() and one.isalpha() and one.lower() not in ("that", "had"):
            return one
    return ""


def _repeats(tokens: list[str], n: int, times: int) -> bool:
    grams = Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))
    return any(count >= times and content_stems(" ".join(gram)) for gram, count in grams.items())


def _immediate(tokens: list[str]) -> bool:
    """Tell whether two or three words are said again at once: "the new plan the new plan"."""
    return any(
        tokens[i : i + n] == tokens[i + n : i + 2 * n] for n in (2, 3) for i in range(len(tokens) - 2 * n + 1)
    )


def repeated(sentence: str, others: tuple[str, ...]) -> int | None:
    """Return the position of the first of ``others`` that already says ``sentence``, or None.

    Half of the word trigrams or three quarters of the content words of the shorter one in common.
    """
    for position, other in enumerate(others):
        if shared_ngrams(sentence, other) >= 0.5 or overlap(sentence, other) >= 0.75:
            return position
    return None
