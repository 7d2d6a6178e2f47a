"""Offices that the press takes for known, and the other names an office goes by."""

import re
from collections.abc import Sequence
from functools import cache

from .names import surname
from .speakers import fold
from .wordlists import equivalents, read_lines


@cache
def offices() -> dict[str, tuple[str, ...]]:
    """Return folded name → offices that the press takes for known."""
    pairs = (line.split(" = ") for line in read_lines("offices"))
    known = {fold(name): tuple(office.strip() for office in listed.split(",")) for name, listed in pairs}
    # A headline may give the surname alone.
    return {surname(name): listed for name, listed in known.items()} | known


def is_equivalent(description: str, titles: Sequence[str]) -> bool:
    """Tell whether a description is an office's other name: Premier ministre, « le chef du gouvernement »."""
    called = re.sub(r"^(?:nouveau|nouvelle|ancien|ancienne|futur|future|actuel) ", "", fold(description))
    joined = fold(" / ".join(titles))
    return any(office in joined and called in names for office, names in _offices())


@cache
def _offices() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((fold(office), frozenset(map(fold, names))) for office, names in equivalents())
