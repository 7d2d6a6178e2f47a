"""``brief.html``: one self-contained page on which an editor can check the brief in a minute.

Style and script stand in the page; the content security policy admits exactly these two by their
hashes and nothing else, so that no text of an article can ever load or run anything.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.records import Brief, Quote, Segment, TranslationUnit
from pipeline.render import view
from pipeline.render.base import without_forbidden

if TYPE_CHECKING:
    from jinja2 import Environment

Pair = tuple[Segment, TranslationUnit]


def to_html(brief: Brief) -> str:
    """The page; without script every piece of evidence still opens, only the word marking is gone."""
    return page(
        "brief.html.j2", brief=brief, paragraphs=_paragraphs(brief), quotes_in=_quotes_by_segment(brief)
    )


def page(template: str, **context: object) -> str:
    """A template of this package with the shared style, script and policy, everything else escaped."""
    style, script = _part("brief.css"), _part("brief.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    text = (
        _environment()
        .get_template(template)
        .render(style=style, script=script, policy=policy, view=view, **context)
    )
    return without_forbidden(text)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["needs_check"] = view.needs_check
    return environment


@cache
def _part(name: str) -> str:
    return files("pipeline.render").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _paragraphs(brief: Brief) -> list[list[Pair]]:
    pairs = zip(brief.segments, brief.translation.units, strict=True)
    return [list(group) for _, group in groupby(pairs, key=lambda pair: pair[0].paragraph)]


def _quotes_by_segment(brief: Brief) -> dict[int, list[Quote]]:
    """Segment index → the quotes that touch it, in the order of the text."""
    quotes: dict[int, list[Quote]] = {}
    for quote in brief.quotes:
        for index in quote.segment_indexes:
            quotes.setdefault(index, []).append(quote)
    return quotes
