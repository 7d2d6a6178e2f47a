"""Pairs for the summariser: a window of a few English sentences and one sentence that it supports.

Targets are highlights and standfirsts whose figures and names all stand in the window, and sentences of the
window shortened by rule. Both sides go through the normalisation of the pipeline.
"""

import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.summary.faithful import invented
from pipeline.summary.shorten import shortenings
from pipeline.typography import normalise

# Unused byte pieces ask for a length: at most 16, 28 or more pieces in the answer.
SHORT, MEDIUM, LONG = "\x01", "\x02", "\x03"

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Col|Gen|Rep|Sen|Gov|Prof|Rev|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|"
    r"a\.m|p\.m|U\.S|U\.K|U\.N|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_BOUNDARY = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(]?[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d.,]*")
_STOP_LIST = """
the a an and or but of in on at to for from with by as is are was were be been has have had he she
it they his her its their this that these those who which not said says say will would could can may
after before over into about than more also when while there one i we you
"""
STOP_WORDS = frozenset(_STOP_LIST.split())


@dataclass(frozen=True, slots=True)
class Article:
    """One row of the corpus, normalised: sentences of the document and of the summary."""

    source: str
    sentences: tuple[str, ...]
    summary: tuple[str, ...]
    headline: str
    is_true: bool


def sentences(text: str) -> list[str]:
    """Split English text into sentences; a line break always ends one."""
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        line = normalise(line)
        for match in _BOUNDARY.finditer(line):
            before = line[start : match.end()].rstrip()
            if _ABBREVIATION.search(before):
                continue
            found.append(before)
            start = match.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the rows of a summaries file that have a document."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Article(
                row["source"],
                tuple(sentences(row["document"])),
                tuple(sentences(row["summary"])),
                normalise(row.get("headline") or ""),
                bool(row.get("ent_ok")),
            )


@lru_cache(maxsize=4096)
def content(text: str) -> Counter[str]:
    """Return the content words and figures of ``text``, lower case, cut to seven letters; a shared object."""
    return Counter(w.lower()[:7] for w in _WORD.findall(text) if w.lower() not in STOP_WORDS)


def support(target: str, window: str) -> float:
    """Return the share of the target's content words that the window holds."""
    wanted, held = content(target), content(window)
    return sum(min(n, held[w]) for w, n in wanted.items()) / max(1, sum(wanted.values()))


def is_true(target: str, window: str) -> bool:
    """Tell whether every figure and mid-sentence capitalised word of ``target`` stands in ``window``."""
    return not invented(target, window)


def starts_known(target: str, window: str) -> bool:
    """Tell whether ``target`` starts with a word of ``window`` or a small one: no name is invented."""
    first = re.match(r"\W*([\w'-]+)", target)
    word = first.group(1).removesuffix("'s").lower() if first else ""
    return word in STOP_WORDS or re.search(rf"\b{re.escape(word)}", window, re.IGNORECASE) is not None


def likeness(first: Counter[str], second: Counter[str]) -> float:
    """Return the F measure (0..1) of two bags of words."""
    shared = sum((first & second).values())
    return 2 * shared / max(1, sum(first.values()) + sum(second.values()))


def window_for(target: str, article: Article, rng: random.Random, size: int) -> tuple[int, int] | None:
    """Return the (start, stop) of the ``size`` sentences that support ``target`` best, or None below 60 %."""
    held = [content(s) for s in article.sentences]
    wanted = content(target)
    best, place = 0.0, -1
    for start in range(max(1, len(held) - 1)):
        joint = held[start] + (held[start + 1] if size > 1 and start + 1 < len(held) else Counter())
        share = sum(min(n, joint[w]) for w, n in wanted.items()) / max(1, sum(wanted.values()))
        if share > best:
            best, place = share, start
    if best < 0.6:
        return None
    start = max(0, place - rng.randint(0, max(0, size - 2)))
    return start, min(len(held), start + size)


def length_token(count: int) -> str:
    """Return the mark that asks for an answer of ``count`` pieces."""
    return SHORT if count <= 16 else MEDIUM if count <= 28 else LONG


def shorten(sentence: str, rng: random.Random) -> str:
    """Return ``sentence`` without brackets, ages, inserted clauses, opening adverb, perhaps its tail."""
    forms = shortenings(sentence)
    return forms[-1] if rng.random() < 0.8 else forms[1]


def is_whole(target: str) -> bool:
    """Tell whether ``target`` may be a target made by rule: no quotation marks, no half sentence."""
    return not re.search(r"[\"]|'(?!s\b)", target) and not re.match(
        r"(?:Which|Who|Where|With|While|As) ", target
    )


def ends_well(text: str) -> bool:
    """Tell whether ``text`` is a whole sentence: a capital or figure first, a stop last, paired quotes."""
    return (
        bool(re.match(r"[A-Z0-9\"]", text))
        and text.endswith((".", "!", "?", '."'))
        and text.count('"') % 2 == 0
    )


def is_verbatim(target: str, window: Sequence[str]) -> bool:
    """Tell whether ``target`` is one of the sentences, but for its marks."""

    def bare(text: str) -> str:
        return re.sub(r"\W+", "", text).lower()

    return bare(target) in {bare(s) for s in window}
