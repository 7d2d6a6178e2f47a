"""Step 3: order the pairs of a large source by nearness to news.

    python -m training.nearness CONFIG --work DIR

The score of a pair is the mean over its pieces of log p(news) - log p(source), on both sides, under
interpolated bigram models. ``order-<source>.npy`` lists the usable pairs, nearest first.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.recipe import read_recipe

_TABLE = 1 << 22
_START = 65_535
_PRIOR = 20.0

Array = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Text:
    """Ids in one array with offsets, and the id before each one."""

    ids: Ids
    at: Ids
    before: Ids

    @property
    def bigrams(self) -> Ids:
        """The hash of each bigram in a table of 4 M cells."""
        return (self.before * 7919 + self.ids * 104_729 + (self.before << 13)) % _TABLE


def text_of(ids: npt.NDArray[np.uint16], at: npt.NDArray[np.int64]) -> Text:
    """Return a :class:`Text`; the first piece of a line follows a start mark."""
    wide = ids.astype(np.int64)
    before = np.empty_like(wide)
    before[1:] = wide[:-1]
    before[at[:-1][np.diff(at) > 0]] = _START
    return Text(wide, at, before)


@dataclass(frozen=True, slots=True)
class Bigrams:
    """Counts of a bigram model over ids below 65,536."""

    pairs: Array
    single: Array
    context: Array

    def logs(self, text: Text) -> Array:
        """Return the log probability of every piece of ``text``."""
        chance = (self.single + 0.5) / (self.single.sum() + 0.5 * len(self.single))
        joint = self.pairs[text.bigrams] + _PRIOR * chance[text.ids]
        found: Array = np.log(joint / (self.context[text.before] + _PRIOR))
        return found


def count(texts: list[Text]) -> Bigrams:
    """Count pieces and bigrams of ``texts``."""
    pairs, single, context = np.zeros(_TABLE), np.zeros(_START + 1), np.zeros(_START + 1)
    for text in texts:
        pairs += np.bincount(text.bigrams, minlength=_TABLE)
        single += np.bincount(text.ids, minlength=_START + 1)
        context += np.bincount(text.before, minlength=_START + 1)
    return Bigrams(pairs, single, context)


def scores(text: Text, news: Bigrams, own: Bigrams) -> Array:
    """Return the mean difference of log probabilities of each line."""
    total = np.concatenate([[0.0], np.cumsum(news.logs(text) - own.logs(text))])
    sums: Array = total[text.at[1:]] - total[text.at[:-1]]
    return sums / np.maximum(np.diff(text.at), 1)


def nearest(work: Path, source: str, news: list[str]) -> Ids:
    """Return the usable pairs of ``source`` (3 to 60 pieces, like lengths), nearest to news first."""
    with np.load(work / "ids" / f"{source}.npz") as arrays:
        own = {name: arrays[name] for name in arrays.files}
    total = np.zeros(len(own["source_at"]) - 1)
    for side, mono in (("source", "fr"), ("target", "en")):
        inside = []
        for name in news:
            with np.load(work / "ids" / f"{name}.npz") as arrays:
                inside.append(text_of(arrays[side], arrays[f"{side}_at"]))
        with np.load(work / "ids" / f"mono.{mono}.npz") as arrays:
            inside.append(text_of(arrays["ids"], arrays["at"]))
        text = text_of(own[side], own[f"{side}_at"])
        total += scores(text, count(inside), count([text]))
    lengths = np.diff(own["source_at"]), np.diff(own["target_at"])
    short, long = np.minimum(*lengths), np.maximum(*lengths)
    usable = (short >= 3) & (long <= 60) & (long <= 1.9 * short + 5)
    order = np.argsort(-np.where(usable, total, -np.inf), kind="stable")
    return order[: int(usable.sum())].astype(np.int64)


def main() -> None:
    """Read the command line and order every source with ``max_pairs``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.config)
    news = [source.name for source in recipe.sources if source.news]
    for source in recipe.sources:
        if source.max_pairs:
            order = nearest(arguments.work, source.name, news)[: source.max_pairs]
            np.save(arguments.work / f"order-{source.name}.npy", order)
            print(source.name, len(order), flush=True)


if __name__ == "__main__":
    main()
