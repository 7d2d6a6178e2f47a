"""The config file of a recipe, and where each step leaves its work."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.corpus import Limits, Source


@dataclass(frozen=True, slots=True)
class Pieces:
    """The joint SentencePiece model: ``size`` without ``<pad>``; ``sample`` counts lines of each kind."""

    size: int
    byte_fallback: bool = True
    sample: int = 150_000


@dataclass(frozen=True, slots=True)
class Mixture:
    """How the stream is made.

    ``aligned`` counts the Europarl pairs (nearest to news first) that are word-aligned; ``copies`` is how
    many varied copies of a news pair there are at weight 4; the last two of them go to the final order.
    ``phrases`` are made sentences with figures, ``names`` are names to copy, each as (main, final).
    """

    aligned: int = 260_000
    copies: int = 5
    phrases: tuple[int, int] = (30_000, 12_000)
    names: int = 6_000
    final_near: int = 20_000
    final_fresh: int = 100_000
    longest: int = 75


@dataclass(frozen=True, slots=True)
class Recipe:
    """A config file of the translator."""

    name: str
    seed: int
    limits: Limits
    sources: tuple[Source, ...]
    pieces: Pieces
    mixture: Mixture
    model: dict[str, int] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)


def read_recipe(path: Path) -> Recipe:
    """Read a config file; raise KeyError or TypeError for a missing or unknown entry."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    mixture: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in table.get("mixture", {}).items()
    }
    return Recipe(
        name=table["name"],
        seed=table["seed"],
        limits=Limits(**table["limits"]),
        sources=tuple(Source(**entry) for entry in table["sources"]),
        pieces=Pieces(**table["pieces"]),
        mixture=Mixture(**mixture),
        model=table["model"],
        training=table["training"],
    )


def read_pairs(work: Path, name: str) -> list[tuple[str, str]]:
    """Return the clean pairs of a source as :mod:`training.prepare` left them."""
    rows = (work / "text" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(row.partition("\t")[0], row.partition("\t")[2]) for row in rows]


def write_pairs(work: Path, name: str, pairs: list[tuple[str, str]]) -> None:
    """Write clean pairs for the later steps."""
    path = work / "text" / f"{name}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{french}\t{english}\n" for french, english in pairs), encoding="utf-8")
