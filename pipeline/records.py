"""The records that flow through the pipeline; all frozen, none with a method that works.

Every offset is a half-open range of code points into ``Article.text``, which is never altered
after reading.
"""

from dataclasses import dataclass
from typing import Literal

SegmentKind = Literal["heading", "sentence", "list_item"]
QuoteKind = Literal["direct", "mixed", "indirect"]
UnitStatus = Literal["translated", "split", "retried", "passed", "copied", "kept"]
DECODED: frozenset[UnitStatus] = frozenset(("translated", "split", "retried"))
"""The statuses of what has an English of its own, written by the translator."""
Severity = Literal["critical", "check", "cosmetic"]
Verdict = Literal["supported", "partly", "unsupported"]
Confidence = Literal["", "low", "middle", "high"]
Reserve = Literal["", "denied", "refused", "supposed", "asked", "rumoured"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points of ``Article.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    ``id`` is a readable stem plus a short content hash. ``text`` is NFC with LF line ends, one
    paragraph a line; a title that the source keeps apart (HTML, JSON Lines) is its first line, so
    that headline quotes have offsets too. ``origin`` is where it came from, as the user named it.
    """

    id: str
    text: str
    title: str | None
    origin: str
    published: str | None = None
    byline: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """Language of a text: BCP 47 code, confidence in 0..1, and the second most likely code."""

    language: str
    confidence: float
    runner_up: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """What is handed to the translator at once.

    ``text == article.text[span.start:span.end]``; between two segments there is only white space.
    """

    index: int
    paragraph: int
    span: Span
    text: str
    kind: SegmentKind
    language: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output of a sequence-to-sequence engine.

    ``score`` is the length-normalised log-probability. ``alignment`` holds pairs (source word,
    target word), both counted from 0 over ``str.split()`` of the text sent and of ``text``; empty
    when the engine has none. ``status`` and ``note`` say what the guard had to do, in words.
    """

    text: str
    score: float
    alignment: tuple[tuple[int, int], ...] = ()
    status: UnitStatus = "translated"
    note: str = ""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A segment and its English. ``alignment`` counts words of ``source.split()`` and ``target.split()``.

    ``status``: translated, split (over-long, translated in parts), retried (a loop or a wild length
    was decoded again), passed (already English), copied (nothing to translate: figures,
    punctuation), kept (the engine failed twice: the source stands, marked). ``note`` gives the
    reason in words, empty for a plain translation. ``confidence`` is what ``score`` says of the English
    by the bounds of the checkpoint, "" when it has none and where nothing was translated.
    """

    segment_index: int
    source: str
    target: str
    score: float
    alignment: tuple[tuple[int, int], ...]
    status: UnitStatus
    note: str
    confidence: Confidence = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """One unit per segment, in the order of the segments."""

    source_language: str
    target_language: str
    units: tuple[TranslationUnit, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: fullest ``name`` in the article, ``role`` as written, ``mention`` nearest the quote."""

    name: str
    role: str | None
    mention: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt for the editor: what rule fired, how grave, why in words, and the words concerned."""

    rule: str
    severity: Severity
    message: str
    segment_index: int | None = None
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class QuoteTarget:
    """The English of a quote.

    ``method``: unit (the quote is a whole segment), aligned (cut out of its sentence), alone
    (translated by itself). ``other`` keeps the version that was not chosen, ``reason`` says why.
    ``alignment`` as in TranslationUnit, over the words of the quote's content and of ``text``.
    """

    text: str
    method: Literal["unit", "aligned", "alone", "source"]
    other: str | None = None
    reason: str = ""
    alignment: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation; ``content == article.text[span.start:span.end]``, the marks left out.

    ``speaker`` is None when not known, then ``candidate`` may name the best guess. ``evidence`` is
    the span that attributes it. ``rank`` orders the key quotes from 1; None stays in the ledger.
    ``conditional`` marks the French journalistic conditional (a claim the paper does not endorse).
    ``reserve`` tells why the article does not say that these words were spoken, "" when it does: denied
    (« nie avoir dit »), refused (« refuse de dire »), supposed (« si elle dit »), asked (« a-t-elle dit ? »),
    rumoured (« la phrase qu'on lui prête »).
    """

    index: int
    span: Span
    content: str
    kind: QuoteKind
    segment_indexes: tuple[int, ...]
    cue: str | None = None
    speaker: Speaker | None = None
    candidate: Speaker | None = None
    confidence: float = 0.0
    evidence: Span | None = None
    conditional: bool = False
    reserve: Reserve = ""
    nested_in: int | None = None
    rank: int | None = None
    rank_reason: str = ""
    target: QuoteTarget | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the brief and the segments it rests on, with the verdict and its reason.

    ``origin``: model (as decoded), regenerated (decoded again after the guard objected), source
    (a translated sentence of the article put in its place).
    """

    text: str
    support: tuple[int, ...]
    verdict: Verdict
    reason: str
    origin: Literal["model", "regenerated", "source"]
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The English summary; ``dropped`` lists the sentences that the guard removed, with the reason."""

    sentences: tuple[SummarySentence, ...]
    dropped: tuple[tuple[str, str], ...]
    language: str
    signature: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in three columns (French / English / brief) with its normalised value and unit.

    ``verdict``: ok, ambiguous, lost, changed, invented, repaired.
    """

    segment_index: int | None
    source: str
    target: str
    brief: str
    value: str
    unit: str
    verdict: Literal["ok", "ambiguous", "lost", "changed", "invented", "repaired"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of the French and what stands for it in the English; ``verdict`` as for figures."""

    segment_index: int | None
    source: str
    target: str
    verdict: Literal["ok", "lost", "invented", "mangled"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """A strong sentence that the summary leaves out, and why it counts as strong."""

    segment_index: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the article the summary rests on (share of content words, 0..1)."""

    share: float
    omissions: tuple[Omission, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """The counts of the trust line, machine-readable; ``line`` is the same for people."""

    segments: int
    translated: int
    passed: int
    copied: int
    kept: int
    split: int
    retried: int
    figures_to_check: int
    names_to_check: int
    quotes: int
    quotes_attributed: int
    summary_sentences: int
    summary_supported: int
    critical: int
    check: int
    line: str
    summary_partly: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything about one article; the only thing that renderers and the store see."""

    article: Article
    detection: Detection
    segments: tuple[Segment, ...]
    translation: Translation
    quotes: tuple[Quote, ...]
    summary: Summary
    figures: tuple[FigureRow, ...]
    names: tuple[NameRow, ...]
    coverage: Coverage
    findings: tuple[Finding, ...]
    trust: Trust
    signature: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article of a batch; ``path`` is its output folder, ``error`` one sentence."""

    article_id: str
    origin: str
    status: Literal["done", "skipped", "failed"]
    seconds: float
    path: str | None = None
    error: str | None = None
    trust: Trust | None = None
