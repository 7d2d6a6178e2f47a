"""Golden cases of the checks: one line per case, fields between bars, # for comments."""

from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "data" / "checks"


def cases(name: str) -> list[tuple[str, ...]]:
    """Return the fields of each case of ``name``.txt, stripped."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return [tuple(field.strip() for field in row.split("|")) for row in rows]
