"""Step 5: make the training stream: plain and varied pairs, set phrases, names and words to copy.

    python -m training.mixture CONFIG --work DIR

Writes ``pack.npz`` and the orders of the main and the final part, ``order-main.npy`` and ``order-final.npy``.
"""

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import sentencepiece

from training.augment import Pair, as_heading, change_figures, change_names, lower_names, set_phrase
from training.corpus import Source
from training.data import pack
from training.recipe import Recipe, read_pairs, read_recipe

Links = list[tuple[int, int]]
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?")


@dataclass(slots=True)
class Pool:
    """Pairs in the making, where plain ones came from, and the two orders."""

    rng: random.Random
    names: list[str]
    pairs: list[Pair] = field(default_factory=list)
    origins: list[tuple[str, int] | None] = field(default_factory=list)
    plain: dict[tuple[str, int], int] = field(default_factory=dict)
    main: list[int] = field(default_factory=list)
    final: list[int] = field(default_factory=list)

    def add(self, pair: Pair, origin: tuple[str, int] | None = None) -> int:
        """Add a pair; return its index."""
        self.pairs.append(pair)
        self.origins.append(origin)
        return len(self.pairs) - 1

    def add_plain(self, source: str, row: int, pair: Pair) -> int:
        """Add a corpus pair once; return its index."""
        key = (source, row)
        if key not in self.plain:
            self.plain[key] = self.add(pair, key)
        return self.plain[key]

    def varied(self, pair: Pair) -> Pair | None:
        """Return the pair with other figures or names, without capitals or as a heading; None: as it was."""
        rng = self.rng
        new = change_figures(pair, rng) if rng.random() < 0.6 else None
        if rng.random() < 0.5:
            new = change_names(new or pair, self.names, rng) or new
        if rng.random() < 0.04:
            new = lower_names(new or pair) or new
        if len(pair[0]) < 90 and rng.random() < 0.15:
            new = as_heading(new or pair) or new
        return new


def common_names(work: Path, lines: int = 150_000) -> list[str]:
    """Return capitalised words seen 3 to 80 times inside sentences of the news."""
    seen: Counter[str] = Counter()
    for name in ("fr", "en"):
        for line in (work / "text" / f"mono.{name}").read_text(encoding="utf-8").splitlines()[:lines]:
            seen.update(_NAME.findall(line))
    return sorted(name for name, count in seen.items() if 3 <= count <= 80)


def add_news(pool: Pool, source: Source, pairs: list[Pair], copies: int) -> None:
    """Add each pair once as it is and ``copies`` times varied; three of the copies go to the final part."""
    for row, pair in enumerate(pairs):
        pool.main.append(pool.add_plain(source.name, row, pair))
        for copy in range(copies if source.weight >= 3 else copies // 2):
            new = pool.varied(pair)
            index = pool.add(new) if new else pool.add_plain(source.name, row, pair)
            (pool.main if copy in (0, 3) else pool.final).append(index)


def add_large(pool: Pool, source: Source, pairs: list[Pair], order: list[int], recipe: Recipe) -> None:
    """Add the nearest pairs of a large source; fresh and the nearest ones also close the run."""
    mix = recipe.mixture
    fresh = min(mix.final_fresh, len(order) // 4)
    for row in order[: len(order) - fresh]:
        pool.main.append(pool.add_plain(source.name, row, pairs[row]))
        if re.search(r"\d", pairs[row][0]) and pool.rng.random() < 0.25:
            new = change_figures(pairs[row], pool.rng)
            if new:
                (pool.main if pool.rng.random() < 0.5 else pool.final).append(pool.add(new))
    for row in order[: min(mix.final_near, fresh)] + order[len(order) - fresh :]:
        pool.final.append(pool.add_plain(source.name, row, pairs[row]))


def add_other(pool: Pool, source: Source, pairs: list[Pair]) -> None:
    """Add a small source; a quarter of it also closes the run, a fifth also comes as headings."""
    for row, pair in enumerate(pairs):
        index = pool.add_plain(source.name, row, pair)
        pool.main.append(index)
        heading = as_heading(pair) if pool.rng.random() < 0.2 else None
        if heading:
            pool.main.append(pool.add(heading))
        if pool.rng.random() < 0.25:
            pool.final.append(index)


def add_made(pool: Pool, recipe: Recipe) -> None:
    """Add set phrases with figures, and names that translate as themselves."""
    mix, rng = recipe.mixture, pool.rng
    for order, count in zip((pool.main, pool.final), mix.phrases, strict=True):
        order.extend(pool.add(set_phrase(rng)) for _ in range(count))
    for _ in range(mix.names if pool.names else 0):
        name = rng.choice(pool.names)
        if rng.random() < 0.5:
            name += " " + rng.choice(pool.names)
        (pool.main if rng.random() < 0.7 else pool.final).append(pool.add((name, name)))


def fill(recipe: Recipe, work: Path) -> Pool:
    """Return the pool of a recipe."""
    pool = Pool(random.Random(recipe.seed), common_names(work))
    for source in recipe.sources:
        pairs = read_pairs(work, source.name)
        order = work / f"order-{source.name}.npy"
        if order.exists():
            add_large(pool, source, pairs, [int(row) for row in np.load(order)], recipe)
        elif source.news:
            add_news(pool, source, pairs, recipe.mixture.copies)
        else:
            add_other(pool, source, pairs)
    add_made(pool, recipe)
    return pool


def read_links(work: Path, pool: Pool) -> list[Links]:
    """Return the agreed links of every pair; none for made and varied ones."""
    links: list[Links] = [[] for _ in pool.pairs]
    for line in (work / "aligned.tsv").read_text(encoding="utf-8").splitlines():
        name, row, text = line.split("\t")
        index = pool.plain.get((name, int(row)))
        if index is not None:
            links[index] = [(int(a), int(b)) for a, b in (link.split("-") for link in text.split())]
    return links


def lexicon(
    ids: list[list[int]], targets: list[list[int]], links: list[Links], names: list[str]
) -> list[Pair]:
    """Return whole words that are aligned to each other more often than to anything else."""
    joint: Counter[tuple[int, int]] = Counter()
    for source, target, pairs in zip(ids, targets, links, strict=True):
        joint.update((source[a], target[b]) for a, b in pairs)
    french: Counter[int] = Counter()
    english: Counter[int] = Counter()
    for (a, b), count in joint.items():
        french[a] += count
        english[b] += count
    found = []
    for (a, b), count in joint.items():
        whole = (
            names[a].startswith("▁") and names[b].startswith("▁") and len(names[a]) > 3 and len(names[b]) > 2
        )
        if whole and count >= 15 and count / french[a] > 0.45 and count / english[b] > 0.3:
            found.append((names[a][1:], names[b][1:]))
    return found


def main() -> None:
    """Read the command line and write the stream."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    recipe, work = read_recipe(arguments.config), arguments.work
    pool = fill(recipe, work)
    model = sentencepiece.SentencePieceProcessor(model_file=str(work / "pieces.model"))
    links = read_links(work, pool)
    sources = model.encode([french for french, _ in pool.pairs])
    targets = model.encode([english for _, english in pool.pairs])
    names = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    for pair in lexicon(sources, targets, links, names):
        for form in (pair, (pair[0].capitalize(), pair[1].capitalize())):
            pool.main.append(pool.add(form))
    new = pool.pairs[len(sources) :]
    sources += model.encode([french for french, _ in new])
    targets += model.encode([english for _, english in new])
    links += [[] for _ in new]
    pack(sources, targets, links).save(work / "pack.npz")
    longest = recipe.mixture.longest
    fits = np.array(
        [1 <= len(a) <= longest and 1 <= len(b) <= longest for a, b in zip(sources, targets, strict=True)]
    )
    shuffle = np.random.default_rng(recipe.seed)
    for name, order in (("main", pool.main), ("final", pool.final)):
        rows = np.array(order, dtype=np.int64)
        np.save(work / f"order-{name}.npy", shuffle.permutation(rows[fits[rows]]))


if __name__ == "__main__":
    main()
