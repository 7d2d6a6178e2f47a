"""Count which English words translate which French ones, for the checks and for putting words right.

    python -m training.lexicon --work DIR --pieces DIR/pieces.model --to pipeline/checks/lexicons/fr_en.tsv

DIR is where ``training.align`` left the pieces of the corpus and the links of both directions; only links
that both agree on count. The table holds words and shares, never a sentence: French in small letters, so
that names stay out, and English as it is mostly written (« allemande », "German").
"""

import argparse
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SPACE = "▁"
_NONE = -1
_DOUBT = 2
Table = dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Floors:
    """What a pair needs to be kept: times seen, share of the French word's links and of the English one's.

    A pair seen ``common`` times needs no share of the English word's links (« mettre », "put"); one seen
    less than ``seen`` times needs half of both, and if it was seen only once to be spelled alike
    (« urologie », "urology"). ``most``: English words of a French one.
    """

    seen: int = 3
    share: float = 0.08
    back: float = 0.02
    common: int = 200
    most: int = 4


def words_of(ids: Sequence[int], pieces: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the runs of letters that ``ids`` spell, and for each id the index of its run or -1."""
    words: list[str] = []
    owners: list[int] = []
    goes_on = False
    for at in ids:
        letters = pieces[at].lstrip(_SPACE)
        if not letters.isalpha():
            owners.append(_NONE)
        elif goes_on and not pieces[at].startswith(_SPACE):
            words[-1] += letters
            owners.append(len(words) - 1)
        else:
            words.append(letters)
            owners.append(len(words) - 1)
        goes_on = letters.isalpha()
    return words, owners


def linked(lines: Sequence[str], pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each French word in small letters with the English ones it is linked with.

    ``lines``: the ids of a French and of an English sentence, and the links of both directions. The first
    words of both are left out: their capital says nothing.
    """
    french, english, forward, backward = lines
    source, sources = words_of([int(piece) for piece in french.split()], pieces)
    target, targets = words_of([int(piece) for piece in english.split()], pieces)
    both = set(forward.split()) & set(backward.split())
    links = {(sources[int(one)], targets[int(other)]) for one, _, other in (it.partition("-") for it in both)}
    for one, other in links:
        if one > 0 and other > 0 and source[one].islower():
            yield source[one], target[other]


def lexicon(counts: Mapping[tuple[str, str], int], floors: Floors) -> Table:
    """Return each French word's English words, the likeliest first, with their shares in per cent.

    Two links to nothing are added to those of every word, so that what was seen once is a third, not all.
    """
    pairs, spelled = _united(counts)
    french: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        french[one] += count
        english[other] += count
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), count in pairs.items():
        shares = count / french[one], count / english[other]
        if _is_kept(count, shares, floors) and (count > 1 or alike(one, other)):
            found[one].append((round(100 * count / (french[one] + _DOUBT)), other))
    return {
        one: tuple((spelled[other], share) for share, other in sorted(others, reverse=True)[: floors.most])
        for one, others in sorted(found.items())
        if len(one) > 1
    }


def _is_kept(count: int, shares: tuple[float, float], floors: Floors) -> bool:
    share, back = shares
    if count < floors.seen:
        return min(share, back) >= 0.5
    return share >= floors.share and (back >= floors.back or count >= floors.common)


def alike(one: str, other: str) -> bool:
    """Return whether two words begin with the same four letters or more, most of the shorter one."""
    plain = [unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode() for word in (one, other)]
    shorter = min(map(len, plain))
    needed = max(4, math.ceil(0.6 * shorter))
    return shorter >= needed and plain[0][:needed] == plain[1][:needed]


def _united(counts: Mapping[tuple[str, str], int]) -> tuple[Counter[tuple[str, str]], dict[str, str]]:
    """Return the counts with the English in small letters, and how each English word is mostly written."""
    pairs: Counter[tuple[str, str]] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), count in counts.items():
        pairs[one, other.lower()] += count
        forms[other.lower()][other] += count
    return pairs, {word: written.most_common(1)[0][0] for word, written in forms.items()}


def lexicon_text(table: Table, pairs: int) -> str:
    """Return the table as text: a French word, a tab, English words each with its share in per cent.

    What is spelled alike in both and has no other rendering is left out: the reader knows it unasked.
    """
    head = (
        f"# French words, their English ones and shares in % of {pairs:,} pairs (python -m training.lexicon)"
    )
    rows = [
        f"{one}\t" + " ".join(f"{other} {share}" for other, share in others)
        for one, others in table.items()
        if [other for other, _ in others] != [one]
    ]
    return "\n".join([head, *rows]) + "\n"


def main() -> None:
    """Read the command line and write the table."""
    from sentencepiece import SentencePieceProcessor

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    model = SentencePieceProcessor(model_file=str(arguments.pieces))
    pieces = [model.id_to_piece(at) for at in range(model.get_piece_size())]
    counts: Counter[tuple[str, str]] = Counter()
    files = [(arguments.work / f"align.{end}").open() for end in ("fr", "en", "forward", "backward")]
    total = 0
    for lines in zip(*files, strict=True):
        total += 1
        counts.update(linked(lines, pieces))
    for file in files:
        file.close()
    arguments.to.write_text(lexicon_text(lexicon(counts, Floors()), total), encoding="utf-8")


if __name__ == "__main__":
    main()
