"""The summariser's data: windows of an article and one sentence each, packed for :mod:`training.train`.

    python -m training.brief CONFIG --corpus DIR --pieces FILE --work DIR [--start WEIGHTS_WORK]

Writes ``pack.npz``, both orders, ``validation.json`` (articles never trained on) and, with ``--start``, the
weights of a translator run as ``start.pt``: its decoder writes English already, and its vocabulary is the
same.
"""

import argparse
import hashlib
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch

from pipeline.summary.faithful import named
from pipeline.summary.shorten import shortenings
from training.data import pack
from training.export import trained_weights
from training.model import Shape
from training.summaries import (
    Article,
    content,
    ends_well,
    is_true,
    is_verbatim,
    is_whole,
    length_token,
    likeness,
    read_articles,
    shorten,
    starts_known,
    support,
    window_for,
)

Pieces = sentencepiece.SentencePieceProcessor
_RESTS_ON = 0.6  # share of a highlight's content words that one sentence holds


@dataclass(frozen=True, slots=True)
class Limits:
    """``window`` and ``answer`` count pieces; ``verbatim`` is the share of verbatim targets kept.

    ``validation`` gives, for a file, one article in so many that is held out, and how many are kept of those.
    ``shortest`` is the fewest sentences of a window, ``long`` the pieces above which a window is a long one
    and the share of those that is kept. ``shortened`` is the most sentences of an article that are made
    shorter by rule, ``copies`` the share of articles that give one sentence to be said again, ``compressed``
    whether sentences that a highlight rests on are targets too.
    """

    window: int
    answer: tuple[int, int]
    verbatim: float
    support: float
    validation: dict[str, tuple[int, int]]
    shortest: int = 2
    long: tuple[int, float] = (1024, 1.0)
    shortened: int = 2
    copies: float = 0.0
    compressed: bool = False


def is_held_out(article: Article, one_in: int) -> bool:
    """Tell, from its text alone, whether an article belongs to the validation part."""
    text = " ".join(article.sentences)[:400]
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16) % one_in == 0


def highlights(article: Article, limits: Limits, rng: random.Random) -> Iterator[tuple[list[str], str]]:
    """Yield a window and a sentence of the editors' summary; a lead's standfirst goes with the lead."""
    is_lead = article.source.startswith("guardian")
    if is_lead and len(article.summary) > 2:
        return
    for sentence in article.summary[: 1 if is_lead else 5]:
        target = sentence if re.search(r"[.!?]\"?$", sentence) else sentence + "."
        if is_lead:
            yield list(article.sentences[: rng.randint(limits.shortest, 6)]), target
        else:
            place = window_for(target, article, rng, rng.randint(limits.shortest, 6))
            if place:
                yield list(article.sentences[place[0] : place[1]]), target


def compressed(article: Article, limits: Limits, rng: random.Random) -> Iterator[tuple[list[str], str]]:
    """Yield windows with the sentence that a highlight rests on, without the clauses that it leaves out."""
    is_lead = article.source.startswith("guardian")
    place = range(min(3, len(article.sentences)) if is_lead else len(article.sentences))
    held = [content(sentence) for sentence in article.sentences]
    for highlight in article.summary[:5]:
        wanted = content(highlight)
        at = max(place, key=lambda i: sum(min(n, held[i][w]) for w, n in wanted.items()), default=None)
        if at is None or support(highlight, article.sentences[at]) < _RESTS_ON:
            continue
        forms = shortenings(article.sentences[at])
        target = max(forms, key=lambda form: likeness(content(form), wanted))
        size = rng.randint(limits.shortest, 5)
        start = max(0, at - rng.randint(0, min(at, size - 1)))
        if is_whole(target):
            yield list(article.sentences[start : start + size]), target


def copies(article: Article, rng: random.Random, share: float) -> Iterator[tuple[list[str], str]]:
    """Yield, for that share of the articles, one sentence with a name or figure to be said again."""
    if rng.random() >= share:
        return
    fit_ones = [s for s in article.sentences[:20] if 40 < len(s) < 220 and named(s) and is_whole(s)]
    if fit_ones:
        sentence = rng.choice(fit_ones)
        yield [sentence], sentence


def shortened(
    article: Article, rng: random.Random, most: int = 2, single: float = 0.0
) -> Iterator[tuple[list[str], str]]:
    """Yield windows with their most central sentence, made shorter by rule."""
    wanted = content(" ".join(article.summary) + " " + article.headline)
    found = 0
    for start in range(0, min(len(article.sentences) - 2, 24), 3):
        window = [s for s in article.sentences[start : start + rng.randint(3, 6)] if len(s) < 500]
        if len(window) < 3 or found >= most:
            continue

        def weight(sentence: str) -> float:
            words = content(sentence)
            shared = sum(min(n, wanted[w]) for w, n in words.items())
            return shared / (6 + sum(words.values())) + rng.random() * 0.05

        best = max(window, key=weight)
        target = shorten(best, rng)
        if is_whole(target) and 40 < len(target) <= len(best) - 12 and re.match(r"[A-Z][a-z]+ ", target):
            found += 1
            yield ([best] if rng.random() < single else window), target


def fit(
    window: list[str], target: str, pieces: Pieces, limits: Limits, rng: random.Random
) -> tuple[str, str] | None:
    """Return (marked window, target) when the window fits and supports the target, else None."""
    counts = [len(ids) for ids in pieces.encode(window)]
    while counts and sum(counts) > limits.window:
        counts.pop()
    window = window[: len(counts)]
    text = " ".join(window)
    size = len(pieces.encode(target))
    if not window or not limits.answer[0] <= size <= limits.answer[1] or not ends_well(target):
        return None
    if not is_true(target, text) or support(target, text) < limits.support:
        return None
    if not starts_known(target, text):
        return None
    if is_verbatim(target, window) and rng.random() >= limits.verbatim:
        return None
    if sum(counts) > limits.long[0] and rng.random() >= limits.long[1]:
        return None
    return f"{length_token(size)} {text}", target


def copy_links(source: Sequence[int], target: Sequence[int]) -> list[tuple[int, int]]:
    """Return (source, target) positions of what the target copies in order, up to 255."""
    matcher = SequenceMatcher(None, source, target, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    links = [(b.a + i, b.b + i) for b in blocks for i in range(b.size)]
    return [link for link in links if max(link) < 256]


def collect(
    config: dict[str, Any], corpus: Path, pieces: Pieces, rng: random.Random
) -> tuple[list[tuple[str, str]], dict[str, list[dict[str, Any]]], Counter[str]]:
    """Return pairs, validation articles by file, and how many pairs each kind gave."""
    table = dict(config["limits"])
    table |= {name: tuple(table[name]) for name in ("answer", "long") if name in table}
    limits = Limits(**table)
    pairs: list[tuple[str, str]] = []
    validation: dict[str, list[dict[str, Any]]] = {name: [] for name in limits.validation}
    kinds: Counter[str] = Counter()
    for entry in config["sources"]:
        name = entry["name"]
        one_in, most = limits.validation.get(name, (0, 0))
        for article in read_articles(corpus / "summaries-en" / f"{name}.jsonl.xz"):
            if not article.summary or not article.sentences:
                continue
            if one_in and is_held_out(article, one_in):
                if len(validation[name]) < most:
                    validation[name].append({"sentences": article.sentences, "summary": article.summary})
                continue
            for kind, window, target in _made(article, limits, rng):
                pair = fit([s for s in window if len(s) < 600], target, pieces, limits, rng)
                if pair:
                    pairs.append(pair)
                    kinds[f"{name} {kind}"] += 1
    pairs = list(dict.fromkeys(pairs))
    rng.shuffle(pairs)
    return pairs, validation, kinds


def _made(article: Article, limits: Limits, rng: random.Random) -> Iterator[tuple[str, list[str], str]]:
    """Yield (kind, window, target) of all makers that ``limits`` ask for."""
    makers = {
        "highlight": highlights(article, limits, rng),
        "shortened": shortened(article, rng, limits.shortened, 0.4 if limits.shortest == 1 else 0.0),
        "compressed": compressed(article, limits, rng) if limits.compressed else (),
        "copy": copies(article, rng, limits.copies),
    }
    for kind, made in makers.items():
        for window, target in made:
            yield kind, window, target


def write_pack(pairs: Sequence[tuple[str, str]], pieces: Pieces, work: Path) -> None:
    """Write the pack with copy links, and the same order for both parts of the run."""
    sources = pieces.encode([window for window, _ in pairs])
    targets = pieces.encode([target for _, target in pairs])
    links = [copy_links(a, b) for a, b in zip(sources, targets, strict=True)]
    pack(sources, targets, links).save(work / "pack.npz")
    for name in ("main", "final"):
        np.save(work / f"order-{name}.npy", np.arange(len(pairs), dtype=np.int64))


def by_source(kinds: Counter[str]) -> dict[str, dict[str, int]]:
    """Return what each source gave, all in all as ``kept`` and by kind, as the model card reads it."""
    found: dict[str, dict[str, int]] = {}
    for entry, number in kinds.items():
        name, _, kind = entry.rpartition(" ")
        counts = found.setdefault(name, {"kept": 0})
        counts["kept"] += number
        counts[kind] = number
    return found


def main() -> None:
    """Read the command line and write the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="work folder of the translator to start from")
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(arguments.pieces))
    arguments.work.mkdir(parents=True, exist_ok=True)
    pairs, validation, kinds = collect(config, arguments.corpus, pieces, random.Random(config["seed"]))
    write_pack(pairs, pieces, arguments.work)
    (arguments.work / "validation.json").write_text(
        json.dumps(validation, ensure_ascii=False), encoding="utf-8"
    )
    (arguments.work / "prepared.json").write_text(
        json.dumps(by_source(kinds), indent=2) + "\n", encoding="utf-8"
    )
    if arguments.start:
        shape = Shape(vocabulary=config["pieces"]["size"] + 1, **config["model"])
        torch.save(trained_weights(arguments.start, shape, last=False), arguments.work / "start.pt")


if __name__ == "__main__":
    main()
