"""The word lists of english.txt, so that words are data and not code."""

from functools import cache
from importlib.resources import files


def lexicon(name: str) -> tuple[str, ...]:
    """Return the words of the list ``name`` in the order of the file; KeyError when there is none."""
    return _lexicons()[name]


@cache
def _lexicons() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in files(__package__).joinpath("english.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name = line.removeprefix("= ")
            found[name] = []
        elif not line.startswith("#"):
            found.setdefault(name, []).extend(line.split())
    return {key: tuple(words) for key, words in found.items()}
