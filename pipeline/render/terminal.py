"""The quotes as a table for the terminal, aligned words in the same colour; the sheets of the speakers."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.records import Brief, Quote
from pipeline.render.base import encodable, one_line
from pipeline.render.speakers import Quotation, Saying, SpeakerSheet, given_otherwise, others_line
from pipeline.render.view import (
    key_quotes,
    marks_of,
    other_quotes,
    quotation_marks,
    source_words,
    speaker_label,
    target_words,
)

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

WIDE = 100

# Distinct on light and on dark ground; the words themselves carry the meaning.
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")
# C1 controls and bidirectional overrides: no text of an article may steer the terminal.
_STEERING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

Alignment = Iterable[tuple[int, int]]
Groups = Mapping[int, int]


def quotes_table(briefs: Iterable[Brief], width: int = 120) -> "Table":
    """French | English | speaker, key quotes of each article first.

    Under WIDE columns the two languages share one column and no word is coloured. Without a quote
    the only row says "none".
    """
    table, wide = _empty_table(width), width >= WIDE
    known = tuple(briefs)
    for brief in known:
        languages = brief.translation.source_language, brief.translation.target_language
        for quote in key_quotes(brief) + other_quotes(brief):
            cells = _side_by_side(quote, languages) if wide else _stacked(quote, languages)
            table.add_row(*cells, _speaker(quote, brief.article.id if len(known) > 1 else ""))
    if not table.row_count:
        table.add_row("none")
    return table


def speakers_table(sheets: Iterable[SpeakerSheet], width: int = 120) -> "Table":
    """French | English | speaker and article, one sheet after another; every form of a quotation in turn."""
    table, wide = _empty_table(width), width >= WIDE
    for sheet in sheets:
        for quotation in sheet.quotations:
            for place, saying in enumerate(quotation.sayings):
                source, target = _both_languages(saying)
                cells = (source, target) if wide else (source + "\n" + target,)
                table.add_row(*cells, _given(sheet, saying, _doubts(quotation) if place == 0 else ()))
    if not table.row_count:
        table.add_row("none")
    return table


def alignment_groups(alignment: Alignment) -> tuple[Groups, Groups]:
    """Source word → group and target word → group; words joined by a chain of pairs share a group.

    Groups are counted from 0 in the order of their first source word: « ne veut pas » and "does not
    want" are one group.
    """
    sides: tuple[dict[int, int], dict[int, int]] = {}, {}
    for source, target in sorted(alignment):
        known = {sides[0].get(source), sides[1].get(target)} - {None}
        joined = min((group for group in known if group is not None), default=_next_group(sides[0]))
        sides[0][source] = sides[1][target] = joined
        for side in sides:
            side.update({word: joined for word, group in side.items() if group in known})
    return sides


def _empty_table(width: int) -> "Table":
    from rich.table import Table

    table = Table(show_lines=True, expand=True)
    for name in ("French", "English") if width >= WIDE else ("Quote",):
        table.add_column(name, ratio=4, overflow="fold")
    table.add_column("Speaker", ratio=2, overflow="fold")
    return table


def _next_group(side: Groups) -> int:
    return max(side.values(), default=-1) + 1


def _side_by_side(quote: Quote, languages: tuple[str, str]) -> tuple["Text", "Text"]:
    from rich.text import Text

    if quote.target is None:
        return _coloured(quote.content, {}, quotation_marks(quote, languages[0])), Text("not translated")
    sources, targets = alignment_groups(quote.target.alignment)
    return (
        _coloured(quote.content, sources, quotation_marks(quote, languages[0])),
        _coloured(quote.target.text, targets, quotation_marks(quote, languages[1])),
    )


def _coloured(words: str, groups: Groups, marks: tuple[str, str]) -> "Text":
    """The words between the marks, each in the colour of its group, plain when it has no partner."""
    from rich.text import Text

    text = Text(marks[0])
    for number, word in enumerate(words.split()):
        group = groups.get(number)
        text.append(" " if number else "")
        text.append(_plain(word), style="" if group is None else _COLOURS[group % len(_COLOURS)])
    return text.append(marks[1])


def _stacked(quote: Quote, languages: tuple[str, str]) -> tuple["Text"]:
    from rich.text import Text

    return (
        Text(f"{_plain(source_words(quote, languages[0]))}\n{_plain(target_words(quote, languages[1]))}"),
    )


def _speaker(quote: Quote, article: str) -> "Text":
    """The speaker, in italics when not known, the article when there are several, and every doubt."""
    from rich.text import Text

    text = Text(_plain(speaker_label(quote)), style="" if quote.speaker else "italic")
    text.append(f"\n{_plain(article)}" if article else "", style="dim")
    for finding in quote.findings:
        text.append(f"\n{finding.severity}: {_plain(finding.message)}", style="bold")
    return text


def _both_languages(saying: Saying) -> tuple["Text", "Text"]:
    from rich.text import Text

    source, target = (_plain(words) for words in (saying.source, saying.target))
    english = target.join(marks_of(saying.kind, "en")) if target else "not translated"
    return Text(source.join(marks_of(saying.kind, saying.language))), Text(english)


def _doubts(quotation: Quotation) -> tuple[str, ...]:
    others = others_line(quotation)
    return (*quotation.flags, f"also given to {others}") if others else quotation.flags


def _given(sheet: SpeakerSheet, saying: Saying, notes: Iterable[str]) -> "Text":
    """Whose sheet it is, the speaker as the article gives it when it does otherwise, and what differs."""
    from rich.text import Text

    text = Text(_plain(sheet.speaker))
    if given := given_otherwise(sheet, saying):
        text.append(f"\n{_plain(given)}", style="italic")
    text.append(f"\n{_plain(saying.article)} Q{saying.quote}", style="dim")
    for note in notes:
        text.append(f"\n{_plain(note)}", style="bold")
    return text


def _plain(text: str) -> str:
    return _STEERING.sub("", encodable(one_line(text)))
