"""``brief.md``: the brief to read, as raw text or rendered."""

from itertools import groupby

from pipeline.records import Brief, FigureRow, NameRow, Omission, Quote, SummarySentence
from pipeline.render.markdown_text import at_line_start, bullets, code, inline, table
from pipeline.render.view import (
    SEVERITY_LABELS,
    VERDICTS,
    Doubt,
    coverage_line,
    doubts,
    finding_words,
    headline,
    is_monolingual,
    key_quotes,
    needs_check,
    other_quotes,
    quote_facts,
    segment_list,
    segment_number,
    sentence_note,
    source_words,
    speaker_label,
    target_words,
    to_check_first,
    unit_note,
)


def to_markdown(brief: Brief) -> str:
    """Title, trust line, summary, doubts, quotes, figures, names, omissions and the whole bitext.

    Numbers in square brackets are segments of the last section.
    """
    sections = (
        ("Summary", _summary(brief)),
        ("To check", bullets(_doubt(doubt) for doubt in doubts(brief))),
        ("Key quotes", _quotes(brief, key_quotes(brief))),
        ("Other quotes", _quotes(brief, other_quotes(brief))),
        ("Figures", _figures(brief.figures)),
        ("Names", _names(brief.names)),
        ("Left out of the summary", _omissions(brief)),
        ("Article", _bitext(brief)),
    )
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)
    return f"{_head(brief)}\n\n{body}\n\n---\n\n{code(brief.signature)}\n"


def _head(brief: Brief) -> str:
    lines = headline(brief)
    article = brief.article
    facts = [fact for fact in (article.byline, article.published, article.url, article.origin) if fact]
    parts = [f"# {inline(lines.source)}"]
    parts += [f"*{inline(lines.target)}*"] if lines.target.strip() else []
    parts += [f"**{inline(brief.trust.line) or 'no trust line'}**", at_line_start(" · ".join(facts))]
    return "\n\n".join(parts)


def _summary(brief: Brief) -> str:
    sentences = brief.summary.sentences
    text = "\n".join(f"{number}. {_sentence(sentence)}" for number, sentence in enumerate(sentences, 1))
    dropped = [f"{inline(sentence)} – {inline(reason)}" for sentence, reason in brief.summary.dropped]
    tail = f"\n\nSentences taken out:\n\n{bullets(dropped)}" if dropped else ""
    return (text or "none") + tail


def _sentence(sentence: SummarySentence) -> str:
    verdict = VERDICTS[sentence.verdict]
    reason = f": {inline(sentence.reason)}" if sentence.reason.strip() else ""
    note = sentence_note(sentence)
    note = f"; {inline(note)}" if note else ""
    text = at_line_start(sentence.text)
    return f"{text} {segment_list(sentence.support)}\n   ({verdict}{reason}{note})"


def _doubt(doubt: Doubt) -> str:
    finding = doubt.finding
    words = " → ".join(f"“{inline(word)}”" for word in finding_words(finding) if word)
    place = [] if finding.segment_index is None else [f"[{segment_number(finding.segment_index)}]"]
    place += [] if doubt.quote_index is None else [f"Q{doubt.quote_index + 1}"]
    parts = [f"{SEVERITY_LABELS[finding.severity]}: {inline(finding.message)}"]
    parts += [f"({words})"] if words else []
    return " ".join(parts + place)


def _quotes(brief: Brief, quotes: tuple[Quote, ...]) -> str:
    return "\n\n".join(_quote(brief, quote) for quote in quotes) or "none"


def _quote(brief: Brief, quote: Quote) -> str:
    title = f"### Q{quote.index + 1} · {inline(speaker_label(quote))}"
    facts = [segment_list(quote.segment_indexes), *map(inline, quote_facts(brief, quote))]
    languages = brief.translation.source_language, brief.translation.target_language
    words = source_words(quote, languages[0]), target_words(quote, languages[1])
    shown = list(zip(languages, words, strict=True))[: 1 if is_monolingual(brief) else 2]
    pair = "\n>\n".join(f"> {inline(language.upper())}: {inline(text)}" for language, text in shown)
    lines = [title, pair, " · ".join(facts)]
    if quote.target and quote.target.other:
        reason = quote.target.reason.strip()
        lines.append(f"Other version: {inline(quote.target.other)}")
        lines += [f"Why the version above: {inline(reason)}"] if reason else []
    if quote.findings:
        lines.append(bullets(_doubt(Doubt(finding, None)) for finding in quote.findings))
    return "\n\n".join(lines)


def _figures(rows: tuple[FigureRow, ...]) -> str:
    return table(
        ("verdict", "French", "English", "brief", "value", "segment", "note"),
        [
            (
                _verdict(row),
                inline(row.source),
                inline(row.target),
                inline(row.brief),
                inline(f"{row.value} {row.unit}"),
                _place(row),
                inline(row.note),
            )
            for row in to_check_first(rows)
            if isinstance(row, FigureRow)
        ],
    )


def _names(rows: tuple[NameRow, ...]) -> str:
    return table(
        ("verdict", "French", "English", "segment", "note"),
        [
            (_verdict(row), inline(row.source), inline(row.target), _place(row), inline(row.note))
            for row in to_check_first(rows)
        ],
    )


def _verdict(row: FigureRow | NameRow) -> str:
    return f"**▲ {row.verdict}**" if needs_check(row) else row.verdict


def _place(row: FigureRow | NameRow) -> str:
    return "brief" if row.segment_index is None else f"[{segment_number(row.segment_index)}]"


def _omissions(brief: Brief) -> str:
    strongest = bullets(_omission(brief, omission) for omission in brief.coverage.omissions)
    return f"{coverage_line(brief)}\n\n{strongest}"


def _omission(brief: Brief, omission: Omission) -> str:
    unit = brief.translation.units[omission.segment_index]
    return f"[{segment_number(omission.segment_index)}] {inline(unit.target)} ({inline(omission.reason)})"


def _bitext(brief: Brief) -> str:
    pairs = zip(brief.segments, brief.translation.units, strict=True)
    paragraphs = []
    for _, group in groupby(pairs, key=lambda pair: pair[0].paragraph):
        for segment, unit in group:
            note = inline(unit_note(brief, unit))
            note = f" ({note})" if note else ""
            source = f"[{segment_number(segment.index)}] {inline(segment.text)}"
            once = unit.status == "passed"
            paragraphs.append(
                f"{source}{note}" if once else f"{source}\n\n> {at_line_start(unit.target)}{note}"
            )
        paragraphs.append("* * *")
    return "\n\n".join(paragraphs[:-1]) or "none"
