"""Markdown: the text without its marks, and the front matter's title, date and author."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.readers.base import Details, Source, read_bytes, read_text
from pipeline.readers.encoding import decode
from pipeline.readers.paragraphs import is_heading, join_wrapped
from pipeline.readers.text import MAX_ENCODED_BYTES
from pipeline.records import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^(\w[\w -]*?)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")
_TAGS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_NAMES = {
    "title": ("title", "titre"),
    "published": ("date", "published", "publié"),
    "byline": ("author", "auteur", "autrice", "byline", "authors", "auteurs"),
    "url": ("url", "link", "lien", "canonical"),
}


def read(source: Source) -> Iterator[Article]:
    """Yield the article of a Markdown file.

    Emphasis, links, pictures, code marks and HTML tags go, their words stay (but for pictures); list
    items keep their bullet or number and are lines of their own. The title is that of the front matter
    (YAML-like ``key: value`` lines between ``---``, or TOML between ``+++``), else the first heading if
    the text begins with it.
    """
    text = (
        decode(read_bytes(source, MAX_ENCODED_BYTES), source.origin).replace("\r\n", "\n").replace("\r", "\n")
    )
    entries, body = split_front_matter(text)
    fields = {
        field: next((entries[n] for n in names if n in entries), None) for field, names in _NAMES.items()
    }
    blocks = plain_blocks(body)
    title = fields["title"]
    if title is None and blocks and blocks[0][1] and is_heading(blocks[0][0]):
        title = blocks[0][0]
    details = Details(source.stem, fields["published"], fields["byline"], fields["url"])
    plain = join_wrapped("\n\n".join(text for text, _ in blocks), loose=True)
    yield read_text(plain, source.origin, title, details)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the entries of the front matter, keys in lower case, and the text after it."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    entries = _toml(match.group(2)) if match.group(1) == "+++" else _yaml(match.group(2))
    return (entries, text[match.end() :]) if entries else ({}, text)


def _toml(block: str) -> dict[str, str]:
    try:
        return {key.lower(): str(value) for key, value in tomllib.loads(block).items()}
    except tomllib.TOMLDecodeError:
        return {}


def _yaml(block: str) -> dict[str, str]:
    """Return the top-level ``key: value`` lines; a list in brackets becomes its items with commas."""
    entries = {}
    for key, value in _ENTRY.findall(block):
        items = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
        entries[key.lower()] = ", ".join(_QUOTED.sub(r"\2", item.strip()) for item in items)
    return entries


def plain_blocks(text: str) -> list[tuple[str, bool]]:
    """Return the blocks of a Markdown text without marks, each with whether it is a heading."""
    from markdown_it import MarkdownIt

    # Four spaces before a paragraph are an indent in prose, not code.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    blocks: list[tuple[str, bool]] = []
    marker, opened = "", ""
    for token in parser.parse(text):
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            plain = _inline(token.children or ())
            if plain.strip():
                blocks.append((marker + plain.strip(), opened == "heading_open"))
                marker = ""
        elif token.type in {"html_block", "fence"}:
            plain = _TAGS.sub("", token.content) if token.type == "html_block" else token.content
            if plain.strip():
                blocks.append((plain.strip(), False))
        opened = token.type
    return blocks


def _inline(tokens: "Sequence[Token]") -> str:
    parts = []
    for token in tokens:
        if token.type == "hardbreak" or token.content.lower().startswith("<br"):
            parts.append("\n\n")
        elif token.type == "softbreak":
            parts.append("\n")
        elif token.type in {"text", "code_inline", "text_special"}:
            parts.append(token.content)
    return "".join(parts)
