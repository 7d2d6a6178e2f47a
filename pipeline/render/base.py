"""What every renderer is, and the characters that no written file can carry.

A renderer is pure: the same Brief gives the same bytes, without a clock, a path or a machine name.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.records import Brief


class Renderer(NamedTuple):
    """A file name inside the article's folder, and the function that gives what goes into it.

    Text is written as UTF-8 without translating line ends; bytes are written as they are.
    """

    file_name: str
    render: Callable[[Brief], str | bytes]


# What neither XML 1.0 nor a spreadsheet may hold, lone surrogates among it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHITE = re.compile(r"\s+")


def without_forbidden(text: str) -> str:
    """The text without the characters that XML 1.0 forbids; nothing else is touched."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot write, as replacement characters."""
    return text if text.isprintable() else _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line: every run of white space is one space, no forbidden character is left.

    A no-break space stays when it stands alone: « Oui » keeps its French spacing.
    """
    clean = without_forbidden(text)
    return _WHITE.sub(lambda run: run[0] if run[0] in {"\u00a0", "\u202f"} else " ", clean).strip()
