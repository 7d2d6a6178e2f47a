"""``article.en.txt``: the English of the whole article, one paragraph a line, as plain text."""

from itertools import groupby

from pipeline.records import Brief
from pipeline.render.base import encodable, one_line
from pipeline.render.view import headline

_NOT_TRANSLATED = "[not translated] "


def to_text(brief: Brief) -> str:
    """The trust line, the English with a blank line between paragraphs, and the signature.

    A sentence that the translator could not do stands in the source language, and says so.
    """
    source = one_line(headline(brief).source)
    head = f"Machine translation of “{source}”\n{one_line(brief.trust.line)}"
    body = "\n\n".join(_paragraphs(brief)) or "none"
    return encodable(f"{head}\n\n{body}\n\n--\n{one_line(brief.signature)}\n")


def _paragraphs(brief: Brief) -> list[str]:
    pairs = zip(brief.segments, brief.translation.units, strict=True)
    return [
        " ".join(
            f"{_NOT_TRANSLATED if unit.status == 'kept' else ''}{one_line(unit.target)}" for _, unit in group
        )
        for _, group in groupby(pairs, key=lambda pair: pair[0].paragraph)
    ]
