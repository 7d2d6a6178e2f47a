"""Documents with their summaries, from JSON lines."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.checks.naming import mentions
from pipeline.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Pair:
    """An English document and its summary; ``ent_ok`` as the corpus has it, if it does."""

    document: str
    summary: str
    ent_ok: bool | None = None

    def names(self) -> tuple[str, ...]:
        """The names of the document that do not open a sentence, without repeats."""
        return tuple(dict.fromkeys(found.text for found in mentions(self.document) if not found.opens))


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a .jsonl or .jsonl.xz file, or of all in a folder, by name.

    Raises SettingsError when there is no such file, or a line lacks ``document`` or ``summary``.
    """
    paths = sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.xz")]) if path.is_dir() else [path]
    if not paths or not all(item.is_file() for item in paths):
        raise SettingsError(f"{path} holds no .jsonl file: give one with a document and a summary a line.")
    for item in paths:
        with _open(item) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _pair(line, f"{item}:{number}")


def _open(path: Path) -> IO[str]:
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")


def _pair(line: str, where: str) -> Pair:
    try:
        row = json.loads(line)
        return Pair(str(row["document"]), str(row["summary"]), row.get("ent_ok"))
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{where} is no JSON object with a document and a summary: mend the line."
        ) from error
