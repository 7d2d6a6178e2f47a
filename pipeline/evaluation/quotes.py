"""How well quotations are found and attributed, against a file of annotated articles.

Quotations are matched one to one by the share of words they have in common (words of the article, by
place; intersection over union). Direct and mixed ones count together, indirect ones apart.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import SettingsError
from pipeline.evaluation.gold import FORM, Annotated, Gold, annotated_articles
from pipeline.quotes import Parser, extract
from pipeline.quotes.speakers import fold
from pipeline.records import Article, Quote, Span

Split = Literal["all", "development", "validation"]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the counts they come from; None for a share of nothing."""

    found: int
    gold: int
    matched: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``total``, with the label of what was counted; ``share`` is None of a total of 0."""

    label: str
    right: int
    total: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that went wrong: missed, extra, speaker or kind; what was got and what was due."""

    article: str
    what: str
    content: str
    got: str
    gold: str


@dataclass(frozen=True, slots=True)
class QuotesResult:
    """All that ``briefs evaluate quotes`` prints; ``forms`` by how the gold speaker is mentioned."""

    split: str
    parser: str
    articles: int
    quoted_30: Score
    quoted_80: Score
    indirect_30: Score
    indirect_80: Score
    kinds: Share
    speakers: Share
    forms: tuple[Share, ...]
    false_alarms: Share
    inexact: int
    articles_per_second: float
    errors: tuple[Error, ...]


_PRONOUNS = frozenset(
    [
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "sa",
        "son",
        "ses",
        "leur",
        "leurs",
        "lui",
        "qui",
        "celui-ci",
        "celle-ci",
    ]
)
_FORMS = ("name", "pronoun", "description", "inherited")


def is_development(name: str) -> bool:
    """Tell whether an article is in the development half: its number is odd (orange-01, orange-03, …)."""
    digits = re.findall(r"\d+", name)
    return bool(digits) and int(digits[-1]) % 2 == 1


def normalise_name(name: str) -> str:
    """Return a name for comparing: lower case, no accents, no leading article or title, no punctuation."""
    folded = fold(name).strip()
    folded = re.sub(r"^(?:le|la|les|un|une|des|du|ce|cet|cette)\s+|^l'", "", folded)
    folded = re.sub(r"^(?:mm?\.|mmes?|mlle|me|dr|pr|mgr)\s+", "", folded)
    return " ".join(re.findall(r"\w+", folded))


def same_speaker(got: str | None, gold: str | None, others: Sequence[str]) -> bool:
    """Tell whether two names are one speaker's.

    Equal after normalising; or one is the last word or words of the other (a surname alone) and no
    other speaker of the article ends with it; or a description is the other one cut short after
    two words at least (« un élu de la ville » for « un élu de la ville ayant requis l'anonymat »).
    """
    if got is None or gold is None:
        return got is gold
    one, other = normalise_name(got), normalise_name(gold)
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if long.endswith(" " + short):
        rivals = {normalise_name(name) for name in others} - {one, other}
        return not any(rival == short or rival.endswith(" " + short) for rival in rivals)
    return long.startswith(short + " ") and len(short.split()) >= 2


def form_of(gold_mention: str | None, speaker: str | None) -> str:
    """Return how the gold names the speaker beside the quotation: name, pronoun, description, inherited."""
    if gold_mention is None:
        return "inherited"
    words = normalise_name(gold_mention).split()
    if fold(gold_mention) in _PRONOUNS or not words or " ".join(words) in _PRONOUNS:
        return "pronoun"
    return "name" if same_speaker(gold_mention, speaker, ()) else "description"


def _words(text: str, span: Span) -> frozenset[int]:
    return frozenset(match.start() for match in re.compile(r"\w+").finditer(text, span.start, span.end))


def overlap(text: str, one: Span, other: Span) -> float:
    """Return the share of words that two spans of ``text`` have in common: intersection over union."""
    left, right = _words(text, one), _words(text, other)
    union = len(left | right)
    return len(left & right) / union if union else float(one == other)


def _match(row: Annotated, found: Sequence[Quote], gold: Sequence[Gold]) -> dict[int, tuple[int, float]]:
    """Return gold index → (found index, overlap), the best pairs first, one to one."""
    pairs = [
        (overlap(row.text, quote.span, item.span), at, number)
        for number, item in enumerate(gold)
        for at, quote in enumerate(found)
        if quote.span.start < item.span.end and item.span.start < quote.span.end
    ]
    matched: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for share, at, number in sorted(pairs, reverse=True):
        if number not in matched and at not in used and share > 0:
            matched[number] = (at, share)
            used.add(at)
    return matched


def spans_matched(row: Annotated, spans: Sequence[Span]) -> Iterator[tuple[int, Gold]]:
    """Yield the annotated quotations that a span meets (overlap of 0.3 at least), the span's index first."""
    for item in row.gold:
        shares = [
            (overlap(row.text, span, item.span), -at)
            for at, span in enumerate(spans)
            if span.start < item.span.end and item.span.start < span.end
        ]
        if shares and max(shares)[0] >= 0.3:
            yield -max(shares)[1], item


def _score(found: int, gold: int, matched: int) -> Score:
    precision, recall = _part(matched, found), _part(matched, gold)
    if precision and recall:
        return Score(found, gold, matched, precision, recall, 2 * precision * recall / (precision + recall))
    return Score(found, gold, matched, precision, recall, _part(0, found + gold))


def _share(label: str, right: int, total: int) -> Share:
    return Share(label, right, total, _part(right, total))


def _part(right: int, total: int) -> float | None:
    """Return the part of ``total`` that is right; of nothing none is known, neither 0 % nor 100 %."""
    return right / total if total else None


class _Tally:
    """Counts over articles."""

    def __init__(self) -> None:
        self.found = {"quoted": 0, "indirect": 0}
        self.gold = {"quoted": 0, "indirect": 0}
        self.matched = {("quoted", 30): 0, ("quoted", 80): 0, ("indirect", 30): 0, ("indirect", 80): 0}
        self.kinds = [0, 0]
        self.speakers = {form: [0, 0] for form in _FORMS}
        self.alarms = [0, 0]
        self.inexact = 0
        self.errors: list[Error] = []

    def add(self, row: Annotated, quotes: Sequence[Quote]) -> None:
        self.inexact += sum(quote.content != row.text[quote.span.start : quote.span.end] for quote in quotes)
        for group, is_member in (("quoted", False), ("indirect", True)):
            found = [quote for quote in quotes if (quote.kind == "indirect") == is_member]
            gold = [item for item in row.gold if (item.kind == "indirect") == is_member]
            self._add_group(row, group, found, gold)
        spans = {(quote.span.start, quote.span.end) for quote in quotes if quote.kind != "indirect"}
        hits = sum((span.start, span.end) in spans for span in row.no_speech)
        self.alarms[0] += hits
        self.alarms[1] += len(row.no_speech)

    def _add_group(self, row: Annotated, group: str, found: Sequence[Quote], gold: Sequence[Gold]) -> None:
        matched = _match(row, found, gold)
        self.found[group] += len(found)
        self.gold[group] += len(gold)
        others = tuple({item.speaker for item in row.gold if item.speaker})
        for number, item in enumerate(gold):
            at, share = matched.get(number, (-1, 0.0))
            self.matched[group, 30] += share >= 0.3
            self.matched[group, 80] += share >= 0.8
            if share < 0.3:
                self.errors.append(
                    Error(row.name, f"missed {item.kind}", item.content, "", item.speaker or "none")
                )
            elif group == "quoted":
                self._add_pair(row, found[at], item, others)
        used = {at for at, share in matched.values() if share >= 0.3}
        for at, quote in enumerate(found):
            if at not in used:
                name = quote.speaker.name if quote.speaker else "none"
                self.errors.append(Error(row.name, f"extra {quote.kind}", quote.content, name, ""))

    def _add_pair(self, row: Annotated, quote: Quote, item: Gold, others: Sequence[str]) -> None:
        self.kinds[0] += quote.kind == item.kind
        self.kinds[1] += 1
        if quote.kind != item.kind:
            self.errors.append(Error(row.name, "kind", item.content, quote.kind, item.kind))
        form = form_of(item.mention, item.speaker)
        got = quote.speaker.name if quote.speaker else None
        is_right = same_speaker(got, item.speaker, others)
        self.speakers[form][0] += is_right
        self.speakers[form][1] += 1
        if not is_right:
            self.errors.append(
                Error(row.name, f"speaker ({form})", item.content, got or "none", item.speaker or "none")
            )

    def score(self, group: str, threshold: int) -> Score:
        return _score(self.found[group], self.gold[group], self.matched[group, threshold])


def run(path: Path, parser: Parser | None = None, split: Split = "all") -> QuotesResult:
    """Return the scores on the annotated articles of ``path``, with or without a parser.

    Speakers count over the direct and mixed quotations that were found (overlap of 0.3 at least).
    Raises SettingsError when the file is missing or one of its lines is no annotated article.
    """
    rows = [
        row
        for row in annotated_articles(path)
        if split == "all" or is_development(row.name) == (split == "development")
    ]
    if not rows:
        raise SettingsError(f"{path} has no annotated article; each line needs {FORM}.")
    tally = _Tally()
    # The lexicons are read once, on first use: no part of the speed.
    extract(Article("first", "« Oui », dit-il.", None, str(path)), (), parser)
    seconds = 0.0
    for row in rows:
        started = time.process_time()
        quotes = extract(Article(row.name, row.text, None, str(path)), (), parser)
        seconds += time.process_time() - started
        tally.add(row, quotes)
    forms = tuple(_share(form, *tally.speakers[form]) for form in _FORMS)
    return QuotesResult(
        split=split,
        parser=parser.signature if parser is not None else "none (rules alone)",
        articles=len(rows),
        quoted_30=tally.score("quoted", 30),
        quoted_80=tally.score("quoted", 80),
        indirect_30=tally.score("indirect", 30),
        indirect_80=tally.score("indirect", 80),
        kinds=_share("kind", *tally.kinds),
        speakers=_share("all", sum(form.right for form in forms), sum(form.total for form in forms)),
        forms=forms,
        false_alarms=_share("marked spans that are no speech, taken for speech", *tally.alarms),
        inexact=tally.inexact,
        articles_per_second=len(rows) / seconds if seconds else 0.0,
        errors=tuple(tally.errors),
    )


def _percent(part: float | None) -> str:
    return f"{'–':>7}" if part is None else f"{part:7.1%}"


def _score_line(label: str, score: Score) -> str:
    shares = " ".join(map(_percent, (score.precision, score.recall, score.f1)))
    return f"{label:<28} {shares}  ({score.matched} of {score.found} found, {score.gold} due)"


def _share_line(share: Share) -> str:
    return f"{share.label:<28} {_percent(share.share)}  ({share.right} of {share.total})"


def format_text(result: QuotesResult) -> str:
    """Return the result as a table for people, the errors below it."""
    lines = [
        f"{result.articles} articles ({result.split}), parser: {result.parser}",
        f"{'':<28} {'P':>7} {'R':>7} {'F1':>7}",
        _score_line("direct + mixed, ≥ 0.3", result.quoted_30),
        _score_line("direct + mixed, ≥ 0.8", result.quoted_80),
        _score_line("indirect, ≥ 0.3", result.indirect_30),
        _score_line("indirect, ≥ 0.8", result.indirect_80),
        "",
        _share_line(result.kinds),
        _share_line(Share("speaker", result.speakers.right, result.speakers.total, result.speakers.share)),
        *(_share_line(Share(f"  by {f.label}", f.right, f.total, f.share)) for f in result.forms),
        f"{'false alarms on non-speech':<28} {result.false_alarms.right} of {result.false_alarms.total}",
        f"{'contents not byte-exact':<28} {result.inexact}",
        f"{'articles a second':<28} {result.articles_per_second:.1f}",
        "",
        *(f"{e.article}  {e.what}: {e.content[:70]!r} got {e.got!r}, due {e.gold!r}" for e in result.errors),
    ]
    return "\n".join(lines)
