"""Markdown that says exactly what a text says: escaping for CommonMark and its tables."""

import re
from collections.abc import Iterable, Sequence

from pipeline.render.base import encodable, one_line

# "|" matters in tables only, but a sentence may land in one; "!" only before "[", which is escaped.
_INLINE = re.compile(r"[\\`*_\[\]<>|~&]")
# What would make the beginning of a line a heading, list, quotation, rule or code block.
_LINE_START = re.compile(r"^(?:[#+=>-]|\d{1,9}(?=[.)]))")


def inline(text: str) -> str:
    """The text on one line with every character escaped that Markdown would read as markup.

    "&" is escaped only where it begins an entity, "_" only outside words: R&D and data_set stay
    readable.
    """
    line = encodable(one_line(text))
    return _INLINE.sub(lambda match: _escape(line, match), line)


def _escape(line: str, match: re.Match[str]) -> str:
    character, rest = match[0], line[match.end() :]
    if character == "&" and not re.match(r"#?\w{1,32};", rest):
        return character
    if character == "_" and re.search(r"\w$", line[: match.start()]) and re.match(r"[^\W_]", rest):
        return character
    if character == ">" and match.start() > 0:
        return character
    return f"\\{character}"


def at_line_start(text: str) -> str:
    """Like :func:`inline`, safe as the first text of a line: "12. mars" does not begin a list."""
    line = inline(text)
    match = _LINE_START.match(line)
    if not match:
        return line
    place = match.end() if match[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"


def code(text: str) -> str:
    """The text as a code span, fenced by more backticks than it holds in a row."""
    line = encodable(one_line(text))
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are escaped already; "none" when there is no row."""
    lines = [table_line(row) for row in rows]
    return "\n".join([table_line(columns), table_line(["---"] * len(columns)), *lines]) if lines else "none"


def table_line(cells: Iterable[str]) -> str:
    """A row of a table, of cells that are escaped already."""
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"


def bullets(items: Iterable[str]) -> str:
    """A list of items that are escaped already; "none" when there is no item."""
    return "\n".join(f"- {item}" for item in items) or "none"
