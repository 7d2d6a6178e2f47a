"""Golden cases for quotations: a rule, a text, and what must be found, in readable files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "quotes"


@dataclass(frozen=True, slots=True)
class Case:
    """One rule with its example; ``expected`` holds kind, content, speaker, cue and the conditional."""

    file: str
    rule: str
    text: str
    expected: tuple[tuple[str, ...], ...]


def read_cases(name: str) -> Iterator[Case]:
    """Yield the cases of ``tests/data/quotes/<name>.txt``."""
    for block in (DATA / f"{name}.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        rule, _, rest = block.partition("\n--- text\n")
        text, _, listed = rest.partition("\n--- quotes")
        lines = [line for line in listed.splitlines() if line.strip()]
        expected = tuple(tuple(field.strip() for field in line.split(" | ")) for line in lines)
        yield Case(name, rule.strip(), text.strip("\n"), expected)
