"""What the score of a translator says of its translations: how far it tells good ones from poor ones.

Quality is the chrF of each sentence against a reference. The bounds that come out are those of
``pipeline.translation.confidence``; another checkpoint has another scale, so measure it anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from statistics import StatisticsError, correlation, fmean

from pipeline.errors import SettingsError
from pipeline.evaluation.translation import plain, read_pair
from pipeline.models import load_models, resolve, select
from pipeline.records import DECODED, Hypothesis
from pipeline.settings import Settings
from pipeline.translation import load_translator
from pipeline.translation.confidence import KEY, Bounds, write_bounds

# Mean chrF of the sentences under the low bound, at most, and of those from the high bound on, at least.
# Of thirty sentences read under the low one, five in six were wrong in meaning.
POOR, GOOD = 37.0, 56.0
_WORST = 0.15
_FEWEST = 30
_SHARES = (0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3)


@dataclass(frozen=True, slots=True)
class Cut:
    """Sentences that score under ``score``: their ``share``, their mean chrF and that of the others.

    ``precision`` and ``recall`` are those of finding the worst 15 % by chrF.
    """

    score: float
    share: float
    chrf_below: float
    chrf_above: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class ConfidenceResult:
    """``correlation`` (Pearson) of score and chrF over ``sentences``; a bound is None when no score is it."""

    sentences: int
    correlation: float
    cuts: tuple[Cut, ...]
    low: float | None
    high: float | None
    share_low: float
    share_high: float
    written: str = ""


def run(
    source: Path, reference: Path, settings: Settings, limit: int | None = None, pins: bool = False
) -> ConfidenceResult:
    """Return what the scores of the translator of ``settings`` say on two files of as many lines.

    With ``pins`` the bounds are written into the config.json of its checkpoint. Raises SettingsError for
    files that cannot be read or do not match, when sacrebleu is not installed, and when there is nothing
    to pin.
    """
    sources, references = read_pair(source, reference, limit)
    checkpoint = select(load_models(settings.models_file), settings.profile, "translation")
    translator = load_translator(replace(settings, memory=False), checkpoint)
    result = measure(translator.translate(sources), references)
    if not pins:
        return result
    if result.low is None or result.high is None:
        raise SettingsError(
            f"The scores of {checkpoint.name} do not tell good from poor; give a longer file."
        )
    directory = resolve(checkpoint, settings.cache_dir)
    write_bounds(directory, Bounds(result.low, result.high))
    return replace(result, written=str(directory / "config.json"))


def measure(hypotheses: Sequence[Hypothesis], references: Sequence[str]) -> ConfidenceResult:
    """Return what the scores of ``hypotheses`` say; those that were not translated are left out."""
    try:
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise SettingsError("Measuring needs sacrebleu; install it with: pip install sacrebleu") from error
    chrf = CHRF()
    pairs = sorted(
        (one.score, chrf.sentence_score(plain(one.text), [reference]).score)
        for one, reference in zip(hypotheses, references, strict=True)
        if one.status in DECODED
    )
    if len(pairs) < 2 * _FEWEST:
        raise SettingsError(f"{len(pairs)} translated sentences are too few; give {2 * _FEWEST} or more.")
    low, high = bounds_of(pairs)
    scores = [score for score, _ in pairs]
    return ConfidenceResult(
        sentences=len(pairs),
        correlation=_correlation(pairs),
        cuts=tuple(_cut(pairs, int(share * len(pairs))) for share in _SHARES),
        low=low,
        high=high,
        share_low=sum(low is not None and score < low for score in scores) / len(scores),
        share_high=sum(high is not None and score >= high for score in scores) / len(scores),
    )


def bounds_of(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """Return the low and the high bound of (score, chrF) in the order of their scores.

    The highest score under which the mean chrF is ``POOR`` at most, and the lowest from which on it is
    ``GOOD`` at least; None for one that would hold fewer than thirty sentences.
    """
    below = [total / count for count, total in enumerate(accumulate(chrf for _, chrf in pairs), 1)]
    above = [total / count for count, total in enumerate(accumulate(chrf for _, chrf in reversed(pairs)), 1)]
    poor = max((count for count in range(_FEWEST, len(pairs)) if below[count - 1] <= POOR), default=0)
    good = max((count for count in range(_FEWEST, len(pairs)) if above[count - 1] >= GOOD), default=0)
    low = pairs[poor][0] if poor else None
    high = pairs[len(pairs) - good][0] if good else None
    if low is not None and high is not None and low > high:
        # Few sentences are neither poor nor good: nothing is left between the two.
        low = high = (low + high) / 2
    return low, high


def _correlation(pairs: Sequence[tuple[float, float]]) -> float:
    try:
        return correlation(*zip(*pairs, strict=True))
    except StatisticsError:
        return 0.0


def _cut(pairs: Sequence[tuple[float, float]], at: int) -> Cut:
    """Return the figures of the first ``at`` pairs against the others; one pair at least on either side."""
    at = max(1, at)
    worst = sorted(chrf for _, chrf in pairs)[int(_WORST * len(pairs))]
    found = sum(chrf < worst for _, chrf in pairs[:at])
    return Cut(
        score=pairs[at][0],
        share=at / len(pairs),
        chrf_below=fmean(chrf for _, chrf in pairs[:at]),
        chrf_above=fmean(chrf for _, chrf in pairs[at:]),
        precision=found / at,
        recall=found / max(1, sum(chrf < worst for _, chrf in pairs)),
    )


def format_text(result: ConfidenceResult) -> str:
    """Return the figures as a few lines for people."""
    lines = [
        f"sentences           {result.sentences}",
        f"correlation         {result.correlation:.3f} of score and chrF",
        "under     share   chrF  others  worst 15 %: precision  recall",
    ]
    lines += [
        f"{cut.score:7.3f}  {cut.share:5.1%}  {cut.chrf_below:5.1f}   {cut.chrf_above:5.1f}"
        f"  {cut.precision:21.2f}  {cut.recall:6.2f}"
        for cut in result.cuts
    ]
    low, high = f"{result.share_low:.1%} under it", f"{result.share_high:.1%} from it on"
    lines += [
        f"low                 {_shown(result.low)}: {low}, chrF {POOR:g} at most",
        f"high                {_shown(result.high)}: {high}, chrF {GOOD:g} at least",
    ]
    if result.written:
        lines.append(f"written             {KEY} of {result.written}")
    return "\n".join(lines) + "\n"


def _shown(bound: float | None) -> str:
    return "none" if bound is None else f"{bound:.3f}"
