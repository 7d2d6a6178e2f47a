"""Golden cases of the readers: ``rule:`` line, then the sections ``=== source`` and ``=== expected``."""

from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "readers"


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case; ``source`` and ``expected`` without the line end before the next section."""

    name: str
    rule: str
    source: str
    expected: str


def load_cases(pattern: str) -> list[Case]:
    """Return the cases of ``tests/data/readers`` whose file name matches ``pattern``, sorted by name."""
    return [_parse(path) for path in sorted(DATA.glob(pattern))]


def _parse(path: Path) -> Case:
    head, _, rest = path.read_text(encoding="utf-8").partition("\n=== source\n")
    source, _, expected = rest.partition("\n=== expected\n")
    return Case(path.stem, head.removeprefix("rule: ").strip(), source, expected.removesuffix("\n"))
