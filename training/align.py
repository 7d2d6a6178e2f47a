"""Step 4: align pieces with eflomal, for the guided head, the embedding and the lexicon.

    python -m training.align CONFIG --work DIR

``aligned.tsv`` holds source name, row and the links that both directions agree on, as ``0-0 1-2``.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.recipe import Recipe, read_recipe

LONGEST = 90


def rows_to_align(recipe: Recipe, work: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield (source, row, French ids, English ids) of the pairs to align, ids as words."""
    for source in recipe.sources:
        with np.load(work / "ids" / f"{source.name}.npz") as arrays:
            ids, at = arrays["source"], arrays["source_at"]
            target, target_at = arrays["target"], arrays["target_at"]
        order = work / f"order-{source.name}.npy"
        rows = np.load(order)[: recipe.mixture.aligned] if order.exists() else range(len(at) - 1)
        for row in map(int, rows):
            french, english = ids[at[row] : at[row + 1]], target[target_at[row] : target_at[row + 1]]
            if 1 <= len(french) <= LONGEST and 1 <= len(english) <= LONGEST:
                yield source.name, row, " ".join(map(str, french)), " ".join(map(str, english))


def agreed(forward: str, backward: str) -> str:
    """Return the links of both lines, sorted."""
    both = set(forward.split()) & set(backward.split())
    return " ".join(sorted(both, key=lambda link: tuple(map(int, link.split("-")))))


def main() -> None:
    """Read the command line, run eflomal in both directions and keep what agrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    recipe, work = read_recipe(arguments.config), arguments.work
    names = []
    with (work / "align.fr").open("w") as french, (work / "align.en").open("w") as english:
        for name, row, source, target in rows_to_align(recipe, work):
            names.append(f"{name}\t{row}")
            french.write(source + "\n")
            english.write(target + "\n")
    tool = Path(sys.executable).with_name("eflomal-align")
    files = ["-s", "align.fr", "-t", "align.en", "-f", "align.forward", "-r", "align.backward"]
    subprocess.run([str(tool), *files, "-m", "3", "--overwrite"], cwd=work, check=True)
    with (work / "align.forward").open() as forward, (work / "align.backward").open() as backward:
        lines = [f"{name}\t{agreed(f, b)}\n" for name, f, b in zip(names, forward, backward, strict=True)]
    (work / "aligned.tsv").write_text("".join(lines))


if __name__ == "__main__":
    main()
