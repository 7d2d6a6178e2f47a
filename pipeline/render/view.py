"""What several renderers show in the same words: headline, speaker, doubts, order of the quotes.

Segments are counted from 1 for people and from 0 in the records; :func:`segment_number` is the
only place that knows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.checks.trust import of_summary, told_once
from pipeline.records import (
    Brief,
    FigureRow,
    Finding,
    NameRow,
    Quote,
    Speaker,
    SummarySentence,
    TranslationUnit,
)

_SEVERITIES = ("critical", "check", "cosmetic")
_FIGURES_TO_CHECK = frozenset({"lost", "changed", "invented"})

VERDICTS = {"supported": "✓ supported", "partly": "◐ partly supported", "unsupported": "✗ unsupported"}
SEVERITY_LABELS = {"critical": "✗ critical", "check": "▲ check", "cosmetic": "○ cosmetic"}
METHODS = {
    "unit": "translated as a whole sentence",
    "aligned": "cut out of the translation of its sentence",
    "alone": "translated by itself",
    "source": "the speaker's own words, not translated",
}
ORIGINS = {
    "model": "",
    "regenerated": "written again after the check objected",
    "source": "a translated sentence of the article, put in place of what the model wrote",
}
FIGURE_SIGNS = {"ok": "✓", "ambiguous": "≈", "repaired": "✎"}
# nie, démentait, a contesté, se défend: what stands beside them is no admission.
_DENIAL = re.compile(
    r"\b(?:ni(?:e|ent|é|a|ait|aient|ant|er)|démen\w+|contest\w+|réfut\w+|récus\w+|défend\w*)\b"
)
_LANGUAGES = {"fr": "French", "en": "English"}
STATUSES = {
    "translated": "",
    "split": "translated in parts",
    "retried": "translated again after a doubtful first try",
    "passed": "already English, left as it was",
    "copied": "nothing to translate, copied",
    "kept": "NOT TRANSLATED, the source stands",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline in both languages; ``target`` is empty when no segment translates it."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding, and the quote it belongs to when there is one."""

    finding: Finding
    quote_index: int | None


@dataclass(frozen=True, slots=True)
class State:
    """How the brief stands: ``tone`` good, warn or bad, and the same with a sign in ``words``."""

    tone: str
    words: str


def language_name(code: str) -> str:
    """``French`` for ``fr``; a code that we do not know stays as it is."""
    return _LANGUAGES.get(code, code)


def segment_number(index: int) -> int:
    """The number people see for the segment with this index: the first one is 1."""
    return index + 1


def segment_list(indexes: Iterable[int]) -> str:
    """``[4] [5]``, or ``no segment``."""
    return " ".join(f"[{segment_number(index)}]" for index in indexes) or "no segment"


def headline(brief: Brief) -> Headline:
    """The article's title, else its first heading, else its name, and the English if there is one."""
    title = brief.article.title
    pairs = zip(brief.segments, brief.translation.units, strict=True)
    for segment, unit in pairs:
        if segment.text == title or (title is None and segment.kind == "heading"):
            return Headline(segment.text, unit.target if unit.target != segment.text else "")
        if segment.paragraph > 0 and title is None:
            break
    return Headline(title or brief.article.id, "")


def key_quotes(brief: Brief) -> tuple[Quote, ...]:
    """The ranked quotes, first rank first."""
    ranked = [(quote.rank, quote.index, quote) for quote in brief.quotes if quote.rank is not None]
    return tuple(quote for _, _, quote in sorted(ranked, key=lambda entry: entry[:2]))


def other_quotes(brief: Brief) -> tuple[Quote, ...]:
    """The quotes without a rank, in the order of the text."""
    return tuple(quote for quote in brief.quotes if quote.rank is None)


def quotation_marks(quote: Quote, language: str) -> tuple[str, str]:
    """What opens and closes the quote in print; nothing for indirect speech: nobody said those words."""
    return marks_of(quote.kind, language)


def marks_of(kind: str, language: str) -> tuple[str, str]:
    """What opens and closes a quotation of that kind, or of that ``kind_label``."""
    return ("", "") if kind.startswith("indirect") else _marks(language)


def _marks(language: str) -> tuple[str, str]:
    return ("«\u00a0", "\u00a0»") if language == "fr" else ("“", "”")


def source_words(quote: Quote, language: str) -> str:
    """The words of the source between the marks of their language."""
    return quote.content.join(quotation_marks(quote, language))


def target_words(quote: Quote, language: str = "en") -> str:
    """The English of the quote between English marks, or plainly that there is none."""
    return quote.target.text.join(quotation_marks(quote, language)) if quote.target else "not translated"


def speaker_name(speaker: Speaker) -> str:
    """``Ana Ruiz, maire de Sète``."""
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def speaker_label(quote: Quote) -> str:
    """The speaker, or that nobody is known, with the candidate when there is one."""
    if quote.speaker:
        return speaker_name(quote.speaker)
    if quote.candidate:
        return f"speaker not known (perhaps {speaker_name(quote.candidate)})"
    return "speaker not known"


def attribution(brief: Brief, quote: Quote) -> str:
    """The words of the article that attribute the quote, empty when there are none."""
    return brief.article.text[quote.evidence.start : quote.evidence.end] if quote.evidence else ""


def kind_label(quote: Quote) -> str:
    """``direct``, with ``reported in the conditional`` when the paper does not endorse the claim.

    Words beside a verb of denial (« nie avoir « volé » ») are no admission and say so, words that the
    article only denies, supposes or asks say which.
    """
    is_denied = quote.kind != "direct" and quote.cue is not None and _DENIAL.search(quote.cue)
    notes = (
        f"{quote.reserve} ({quote.cue})" if quote.reserve else "",
        f"with a verb of denial ({quote.cue})" if is_denied and not quote.reserve else "",
        "reported in the conditional" if quote.conditional else "",
    )
    return ", ".join((quote.kind, *filter(None, notes)))


def quote_facts(brief: Brief, quote: Quote) -> tuple[str, ...]:
    """What an editor may want to know of a quote besides its words, most telling first."""
    sure = f"{quote.confidence:.0%} sure of the speaker" if quote.speaker else ""
    words = attribution(brief, quote)
    return tuple(
        fact
        for fact in (
            kind_label(quote),
            f"attributed by {words.join(_marks(brief.translation.source_language))}" if words else "",
            sure,
            f"inside Q{quote.nested_in + 1}" if quote.nested_in is not None else "",
            _way(brief, quote),
            quote.rank_reason,
        )
        if fact.strip()
    )


def _way(brief: Brief, quote: Quote) -> str:
    """How the English of a quote came about; of words left in another language, in which one."""
    if quote.target is None:
        return ""
    is_original = quote.target.method == "source" and not is_monolingual(brief)
    return (is_original and quote.target.reason.rstrip(".")) or METHODS[quote.target.method]


def doubts(brief: Brief) -> tuple[Doubt, ...]:
    """Every finding once, the gravest first, then in the order of the article.

    A finding of a quote that the brief lists as well is shown once, with its quote; figures that only the
    summary has are among them.
    """
    told = [Doubt(finding, quote) for finding, quote in told_once(brief.findings, brief.quotes)]
    told += [Doubt(finding, None) for finding in of_summary(brief.figures)]
    return tuple(sorted(told, key=_gravity))


def _gravity(doubt: Doubt) -> tuple[int, int]:
    place = doubt.finding.segment_index
    return _SEVERITIES.index(doubt.finding.severity), -1 if place is None else place


def needs_check(row: FigureRow | NameRow) -> bool:
    """Whether an editor has to look: lost, changed, invented or mangled."""
    if isinstance(row, FigureRow):
        return row.verdict in _FIGURES_TO_CHECK
    return row.verdict != "ok"


def to_check_first(rows: Iterable[FigureRow] | Iterable[NameRow]) -> tuple[FigureRow | NameRow, ...]:
    """The same rows, those to check before the others, else in their order."""
    return tuple(sorted(rows, key=lambda row: not needs_check(row)))


def sentence_note(sentence: SummarySentence) -> str:
    """Where the sentence comes from and what it replaced, empty for a sentence as decoded."""
    note = ORIGINS[sentence.origin]
    return f"{note}: “{sentence.replaced}”" if note and sentence.replaced else note


def finding_words(finding: Finding) -> tuple[str, str]:
    """The French and the English words concerned, each empty when the message names them already."""
    words = (finding.source, finding.target if finding.target != finding.source else "")
    source, target = ("" if word.strip() in finding.message else word for word in words)
    return source, target


def unit_note(brief: Brief, unit: TranslationUnit) -> str:
    """What was done to the unit out of the ordinary, with the reason; nothing for a plain one.

    In an English article every unit is passed, and nobody needs to be told on every line. A note says why a
    unit in a third language was.
    """
    if unit.status == "passed" and (unit.note or is_monolingual(brief)):
        return unit.note
    return ": ".join(note for note in (STATUSES[unit.status], unit.note) if note.strip())


def coverage_line(brief: Brief) -> str:
    """How much of the article the summary rests on, before the strongest sentences it leaves out."""
    if not brief.summary.sentences:
        return "There is no summary. Strongest sentences of the article:"
    return f"The summary rests on {brief.coverage.share:.0%} of the article. Strongest sentences left out:"


def is_monolingual(brief: Brief) -> bool:
    """Whether the article was in the target language already, so that one column holds it all."""
    return brief.translation.source_language == brief.translation.target_language


def shown_alignment(alignment: Iterable[tuple[int, int]]) -> str:
    """The pairs in Pharaoh form: ``0-0 1-2``."""
    return " ".join(f"{source}-{target}" for source, target in alignment)


def is_web_address(url: str) -> bool:
    """Whether the address may become a link: anything but the web could run something."""
    return url.lower().startswith(("https://", "http://"))


def state(brief: Brief) -> State:
    """Whether the brief can be signed as it is, by the counts of its trust line."""
    trust = brief.trust
    if trust.critical or trust.check:
        words = f"{trust.critical} critical, {trust.check} to check"
        return State("bad", f"✗ {words}") if trust.critical else State("warn", f"▲ {words}")
    if trust.summary_supported < trust.summary_sentences:
        return State("warn", "▲ summary not fully supported")
    return State("good", "✓ nothing to check")
