"""Reading and cleaning the bitext: one normalisation, length filters, held-out lines left out."""

import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.typography import is_caps, normalise, truecase

_NOT_A_WORD = re.compile(r"[\W_]+")
_SINGLE_QUOTED = re.compile(r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)")
_NO_LETTER = re.compile(r"^[\W\d_]*$")


@dataclass(frozen=True, slots=True)
class Source:
    """One bitext of the corpus: ``weight`` repeats its pairs, ``max_pairs`` 0 takes all of them."""

    name: str
    licence: str
    weight: int = 1
    news: bool = False
    max_pairs: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths in characters; ``max_ratio`` compares the two sides once both pass 20 characters."""

    min_characters: int = 1
    max_characters: int = 320
    max_ratio: float = 2.2


@dataclass(slots=True)
class Counts:
    """What became of the pairs of one source."""

    read: int = 0
    kept: int = 0
    held_out: int = 0
    length: int = 0
    duplicate: int = 0
    other: int = 0


@dataclass(slots=True)
class Pairs:
    """Clean pairs of one source and the count of what was dropped."""

    source: Source
    pairs: list[tuple[str, str]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def match_key(text: str) -> str:
    """Return the letters and figures of ``text`` in lower case without accents, for matching."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_A_WORD.sub("", "".join(c for c in folded if not unicodedata.combining(c)))


def held_out_keys(paths: Iterable[Path]) -> frozenset[int]:
    """Return hashes of the match keys of every line of at least 12 letters in ``paths``."""
    keys = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            key = match_key(line)
            if len(key) >= 12:
                keys.add(hash(key))
    return frozenset(keys)


def source_files(corpus: Path, name: str) -> list[Path]:
    """Return the files of a source, in order; raise FileNotFoundError when there is none."""
    files = sorted(corpus.glob(f"fr-en/{name}.tsv.xz")) or sorted(corpus.glob(f"fr-en/{name}-[0-9].tsv.xz"))
    if not files:
        raise FileNotFoundError(f"no bitext {name} under {corpus}/fr-en")
    return files


def read_bitext(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the (French, English) pairs of a tab-separated file, compressed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            french, tab, english = line.rstrip("\n").partition("\t")
            if tab:
                yield french, english.partition("\t")[0]


def match_quotes(french: str, english: str) -> str:
    """Return ``english`` with single quotation marks doubled where the French has double ones."""
    if '"' in french and '"' not in english and "'" in english:
        return _SINGLE_QUOTED.sub(r'"\1"', english)
    return english


def _fits(french: str, english: str, limits: Limits) -> bool:
    """Tell whether both sides keep to the limits."""
    short, long = sorted((len(french), len(english)))
    if short < limits.min_characters or long > limits.max_characters:
        return False
    return short <= 20 or long <= limits.max_ratio * short


def clean(source: Source, corpus: Path, limits: Limits, held_out: frozenset[int], seen: set[int]) -> Pairs:
    """Return the clean pairs of ``source``; ``seen`` gains their hashes, so later sources skip them."""
    result = Pairs(source)
    counts = result.counts
    for path in source_files(corpus, source.name):
        for french, english in read_bitext(path):
            counts.read += 1
            if not _fits(french, english, limits):
                counts.length += 1
                continue
            french, english = normalise(french), normalise(english)
            if is_caps(french):
                french, english = truecase(french), truecase(english)
            english = match_quotes(french, english)
            if _NO_LETTER.match(french) or _NO_LETTER.match(english):
                counts.other += 1
                continue
            key, english_key = match_key(french), match_key(english)
            if hash(key) in held_out or hash(english_key) in held_out:
                counts.held_out += 1
                continue
            both = hash((key, english_key))
            if both in seen:
                counts.duplicate += 1
                continue
            seen.add(both)
            result.pairs.append((french, english))
    counts.kept = len(result.pairs)
    return result
