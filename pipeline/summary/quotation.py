"""Quotation marks in a brief: only round the English of a ledger quote, with its speaker named.

What stands between marks is what an editor will print as somebody's words. « Nous irons jusqu'au
bout », a dit Mme Roy → *"We will go all the way," said Roy* may stand; the same marks round words
that no ledger quote holds, or without Roy in the sentence, lose their marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records import Quote, Speaker
from pipeline.summary.content import content_stems, shared_ngrams, words

_MARKED = re.compile(r"[\"“«„]\s*([^\"“”«»„]+?)\s*[\"”»]")
_SINGLE = re.compile(r"(?<![\w'’])['‘](?=[^\W\d_])([^'’\"]+?(?:['’][a-z][^'’\"]*?)*)['’](?![\w'’])")
_LONE_SINGLE = re.compile(r"(?<![\w'’.,!?])['‘](?=[^\W\d_]{2})")
_EMPTY = re.compile(r"[\"“”«»„][\s\"“”«»„]*[\"“”«»„]")
_MARK = re.compile(r"[\"“”«»„]")
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I've|we|we're|we've|my|our|us|me|mine|ours|you|your|you're)\b", re.IGNORECASE
)
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w-]*\s$")
_US = re.compile(r"\bU\.?S\.?\b|\bUS\b")
_NEAR = 0.8
_BARE = 0.6
_LEAST_BARE = 5
_LEAST_NAME = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks: its words, and the ledger quote that holds them, if any."""

    text: str
    quote: Quote | None
    is_exact: bool


def marked(sentence: str, quotes: Sequence[Quote]) -> tuple[Marked, ...]:
    """Return what stands between quotation marks in ``sentence``, each with its ledger quote."""
    return tuple(_find(match.group(1), quotes) for match in _MARKED.finditer(sentence))


def names_speaker(sentence: str, speaker: Speaker | None) -> bool:
    """Tell whether a word of three letters or more of the speaker's name stands in ``sentence``."""
    if speaker is None:
        return False
    said = {
        word.casefold().removesuffix("'s").removesuffix("’s") for word in words(_MARKED.sub(" ", sentence))
    }
    return any(
        word.casefold() in said
        for word in words(f"{speaker.name} {speaker.mention or ''}")
        if len(word) >= _LEAST_NAME and word[0].isupper()
    )


def objection(sentence: str, quotes: Sequence[Quote]) -> str:
    """Return in words what is wrong with the quotation marks of ``sentence``; "" when nothing is.

    Also objects to *I*, *we*, *you* outside quotation marks, and to a quotation that stands without
    marks and without its speaker: « La ville est finie », dit M. Roux is not *The town is finished.*
    """
    if len(_MARK.findall(sentence)) != 2 * len(_MARKED.findall(sentence)):
        return "a quotation mark is left open"
    for found in marked(sentence, quotes):
        if found.quote is None or not found.is_exact:
            return f"“{found.text}” is not the English of a quote in the ledger"
        if not names_speaker(sentence, found.quote.speaker):
            who = found.quote.speaker.name if found.quote.speaker else "a speaker not known"
            return f"“{found.text}” stands without its speaker ({who})"
    bare = _bare_quote(sentence, quotes)
    if bare is not None:
        who = bare.speaker.name if bare.speaker else "a speaker not known"
        return f"it says as a fact what {who} said"
    outside = _US.sub(" ", _MARKED.sub(" ", sentence))
    person = _person(outside)
    return f"“{person}” stands outside quotation marks" if person else ""


def _person(outside: str) -> str:
    """Return the first *I*, *we*, *you* … of ``outside``, "" for none; the I of *Elizabeth I* is a number."""
    for match in _FIRST_PERSON.finditer(outside):
        if match.group() != "I" or not _CAPITAL_BEFORE.search(outside[: match.start()]):
            return match.group()
    return ""


def _bare_quote(sentence: str, quotes: Sequence[Quote]) -> Quote | None:
    """Return the quote that ``sentence`` repeats without marks and without naming its speaker, if any.

    Indirect ones are the journalist's own words and may stand.
    """
    if _MARK.search(sentence):
        return None
    for quote in quotes:
        text = quote.target.text if quote.target else ""
        is_long = quote.kind != "indirect" and len(words(text)) >= _LEAST_BARE
        if is_long and shared_ngrams(sentence, text) >= _BARE and not names_speaker(sentence, quote.speaker):
            return quote
    return None


def repair(sentence: str, quotes: Sequence[Quote]) -> str:
    """Return ``sentence`` with near quotes made exact and the marks that may not stand taken away.

    A whole quote whose wording is off by a word or two gets the ledger's English; a part of one keeps
    its marks only if it is word for word. Lone marks go too. Single marks become double ones first. The
    words themselves stay.
    """

    def mend(match: re.Match[str]) -> str:
        found = _find(match.group(1), quotes)
        if found.quote is None or not names_speaker(sentence, found.quote.speaker):
            return match.group(1)
        if found.is_exact:
            return match.group()
        return _exact(match, found.quote)

    doubled = _SINGLE.sub(r'"\1"', sentence)
    mended = _MARKED.sub(mend, _EMPTY.sub(" ", _LONE_SINGLE.sub("", doubled)))
    if len(_MARK.findall(mended)) != 2 * len(_MARKED.findall(mended)):
        mended = _MARK.sub("", mended)
    mended = " ".join(mended.split())
    return mended if mended == sentence else repair(mended, quotes)


def _exact(match: re.Match[str], quote: Quote) -> str:
    """Return the ledger's English between marks, with the comma or full stop that ``match`` ended on."""
    text = quote.target.text if quote.target else ""
    end = match.group(1)[-1]
    body = text.rstrip(" .,;")
    return f'"{body}{end}"' if end in ".,;?!" and not text.endswith(("?", "!")) else f'"{text}"'


def _find(text: str, quotes: Sequence[Quote]) -> Marked:
    """Return the ledger quote that holds ``text`` word for word, else the one that nearly is it."""
    said = [word.casefold() for word in words(text)]
    for quote in quotes:
        if quote.target is not None and said and _contains(_folded(quote), said):
            return Marked(text, quote, is_exact=True)
    near = max(quotes, key=lambda quote: _likeness(text, quote), default=None)
    if near is not None and _likeness(text, near) >= _NEAR:
        return Marked(text, near, is_exact=False)
    return Marked(text, None, is_exact=False)


def _folded(quote: Quote) -> list[str]:
    return [word.casefold() for word in words(quote.target.text)] if quote.target else []


def _contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    return any(list(whole[i : i + len(part)]) == list(part) for i in range(len(whole) - len(part) + 1))


def _likeness(text: str, quote: Quote) -> float:
    """Return the share (0..1) of content stems that ``text`` and the quote's English have in common."""
    one = set(content_stems(text))
    two = set(content_stems(quote.target.text)) if quote.target else set()
    return len(one & two) / len(one | two) if one and two else 0.0
