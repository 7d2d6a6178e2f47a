"""``bitext.tmx``: the translated segments as TMX 1.4, for any translation memory."""

from html import escape

from pipeline.records import DECODED, Brief, Segment, TranslationUnit
from pipeline.render.base import without_forbidden
from pipeline.render.view import STATUSES, segment_number

_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">'
_DROPPED = "characters that XML forbids were left out"


def to_tmx(brief: Brief) -> str:
    """One ``tu`` per unit that was translated; what was passed, copied or kept is not in it.

    No date is written, so that the same brief gives the same bytes.
    """
    source, target = brief.translation.source_language, brief.translation.target_language
    pairs = zip(brief.segments, brief.translation.units, strict=True)
    units = [pair for pair in pairs if pair[1].status in DECODED]
    body = "\n".join(_unit(segment, unit, (source, target)) for segment, unit in units)
    body = f"  <body>\n{body}\n  </body>" if units else "  <body/>"
    return f"{_OPENING}\n{_header(brief, len(units))}\n{body}\n</tmx>\n"


def _header(brief: Brief, count: int) -> str:
    source = _attribute(brief.translation.source_language)
    note = f"{count or 'none'} of {len(brief.segments)} segments translated"
    return (
        '  <header creationtool="bilingual-briefs" creationtoolversion="1" segtype="sentence" '
        f'o-tmf="brief.json" adminlang="en" srclang={source} datatype="plaintext">\n'
        f"    <note>{note}</note>\n"
        f'    <prop type="article">{_text(brief.article.id)}</prop>\n'
        f'    <prop type="trust">{_text(brief.trust.line)}</prop>\n'
        f'    <prop type="signature">{_text(brief.signature)}</prop>\n'
        "  </header>"
    )


def _unit(segment: Segment, unit: TranslationUnit, languages: tuple[str, str]) -> str:
    notes = [note for note in (STATUSES[unit.status], unit.note) if note]
    if any(without_forbidden(text) != text for text in (unit.source, unit.target)):
        notes.append(_DROPPED)
    lines = [f'    <tu tuid="{segment_number(segment.index)}">']
    lines += [f"      <note>{_text(note)}</note>" for note in notes]
    for language, text in zip(languages, (unit.source, unit.target), strict=True):
        code = _attribute(language)
        lines.append(f"      <tuv xml:lang={code}><seg>{_text(text)}</seg></tuv>")
    lines.append("    </tu>")
    return "\n".join(lines)


def _text(text: str) -> str:
    """XML text that a parser gives back unchanged: a bare carriage return would become a line feed."""
    return escape(without_forbidden(text), quote=False).replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return f'"{escape(without_forbidden(text))}"'
