"""Count the English words of a corpus and write those that are common, for the check of words that are none.

python -m training.words FILE... --least 4 --to pipeline/checks/lexicons/words_en.tsv

A FILE is plain English, a sentence a line, or ``.tsv`` with the English after the tab, as
``training.prepare`` leaves them. Only words in small letters count, the parts of a compound each, so names
stay out.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_WORD = re.compile(r"(?<![A-Za-z'’-])[a-z]{3,}(?![A-Za-z])|(?<=-)[a-z]{3,}(?![A-Za-z])")
_WIDTH = 150


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word of three letters or more in small letters stands in ``lines``."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update(_WORD.findall(line))
    return found


def lexicon_text(counts: Counter[str], least: int) -> str:
    """Return the words seen ``least`` times or more, sorted, many a line, with a first line that says so."""
    lines = [f"# English words seen {least} times or more in {counts.total():,} (python -m training.words)"]
    line = ""
    for word in sorted(word for word, count in counts.items() if count >= least):
        if len(line) + len(word) > _WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line]) + "\n"


def main() -> None:
    """Read the command line and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in arguments.files:
        with path.open(encoding="utf-8") as file:
            counts += count_words(line.rpartition("\t")[2] for line in file)
    arguments.to.write_text(lexicon_text(counts, arguments.least), encoding="utf-8")


if __name__ == "__main__":
    main()
