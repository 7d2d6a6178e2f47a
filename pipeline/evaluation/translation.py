"""How well and how fast the translator works on a test set, one segment a line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from pipeline.checks import originals
from pipeline.errors import SettingsError
from pipeline.models import load_models, select
from pipeline.records import Hypothesis
from pipeline.settings import Settings
from pipeline.translation import load_translator
from pipeline.translation.guards import find_loop, list_figures

# Straight marks, as references have them: which marks we print is no matter of translation.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class TranslationResult:
    """Figures of one run; the signatures say with which settings of sacrebleu and of the translator.

    ``number_mismatch_rate``: share of the lines with figures in which a figure of the French, separators
    left out, is missing from the English. ``words_per_second`` counts French words.
    """

    segments: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    translator_signature: str
    loops: int
    empty: int
    kept: int
    retried: int
    split: int
    copied: int
    lines_with_figures: int
    number_mismatch_rate: float
    seconds: float
    cpu_seconds: float
    segments_per_second: float
    words_per_second: float
    length_ratio: float


def run(
    source: Path, reference: Path, settings: Settings, limit: int | None = None, *, restored: bool = False
) -> TranslationResult:
    """The figures of the translator of ``settings`` on two files of as many lines.

    ``restored``: figures, names and words are put right first, as in a brief (its time is not counted).
    The translation memory is left out, so that the speed is that of the engine; loading is not
    counted. Raises SettingsError for files that cannot be read or do not match, and when sacrebleu
    is not installed.
    """
    sources, references = read_pair(source, reference, limit)
    checkpoint = select(load_models(settings.models_file), settings.profile, "translation")
    translator = load_translator(replace(settings, memory=False), checkpoint)
    wall, cpu = perf_counter(), process_time()
    hypotheses = translator.translate([*map(originals.stand_in, sources)] if restored else sources)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    if restored:
        hypotheses = [*map(originals.translated, sources, hypotheses)]
    return measure(sources, references, hypotheses, translator.signature, (wall, cpu))


def measure(
    sources: Sequence[str],
    references: Sequence[str],
    hypotheses: Sequence[Hypothesis],
    signature: str,
    seconds: tuple[float, float],
) -> TranslationResult:
    """The figures of hypotheses that are there already; ``seconds``: wall and CPU time they took."""
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise SettingsError("Measuring needs sacrebleu; install it with: pip install sacrebleu") from error
    texts = [plain(hypothesis.text) for hypothesis in hypotheses]
    bleu, chrf = BLEU(), CHRF()
    bleu_score = bleu.corpus_score(texts, [list(references)]).score
    chrf_score = chrf.corpus_score(texts, [list(references)]).score
    figured = [(source, text) for source, text in zip(sources, texts, strict=True) if list_figures(source)]
    missing = sum(bool(missing_figures(source, text)) for source, text in figured)
    statuses = Counter(hypothesis.status for hypothesis in hypotheses)
    words = sum(len(source.split()) for source in sources)
    return TranslationResult(
        segments=len(sources),
        bleu=bleu_score,
        chrf=chrf_score,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        translator_signature=signature,
        loops=sum(find_loop(text, source) is not None for source, text in zip(sources, texts, strict=True)),
        empty=sum(not text.strip() for text in texts),
        kept=statuses["kept"],
        retried=statuses["retried"],
        split=statuses["split"],
        copied=statuses["copied"],
        lines_with_figures=len(figured),
        number_mismatch_rate=missing / max(1, len(figured)),
        seconds=seconds[0],
        cpu_seconds=seconds[1],
        segments_per_second=len(sources) / max(seconds[0], 1e-9),
        words_per_second=words / max(seconds[0], 1e-9),
        length_ratio=sum(map(len, texts)) / max(1, sum(map(len, references))),
    )


def missing_figures(source: str, target: str) -> tuple[str, ...]:
    """The figures of ``source`` that ``target`` does not have, separators left out, sorted."""
    missing = Counter(list_figures(source)) - Counter(list_figures(target))
    return tuple(sorted(missing.elements()))


def format_text(result: TranslationResult) -> str:
    """The figures as a few lines for people."""
    lines = (
        f"segments            {result.segments}",
        f"BLEU                {result.bleu:.1f}   {result.bleu_signature}",
        f"chrF                {result.chrf:.1f}   {result.chrf_signature}",
        f"length ratio        {result.length_ratio:.3f}",
        f"figures missing     {result.number_mismatch_rate:.1%} of {result.lines_with_figures} lines",
        f"loops               {result.loops}",
        f"empty               {result.empty}",
        f"kept in French      {result.kept}",
        f"decoded again       {result.retried}",
        f"split               {result.split}",
        f"copied              {result.copied}",
        f"segments / second   {result.segments_per_second:.1f}",
        f"words / second      {result.words_per_second:.0f}",
        f"seconds             {result.seconds:.1f} (CPU {result.cpu_seconds:.1f})",
        f"translator          {result.translator_signature}",
    )
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """``text`` with straight quotation marks."""
    return text.translate(_PLAIN)


def read_pair(source: Path, reference: Path, limit: int | None = None) -> tuple[list[str], list[str]]:
    """The first ``limit`` lines of both files; raises SettingsError when they have not as many."""
    sources, references = _read(source, limit), _read(reference, limit)
    if len(sources) != len(references) or not sources:
        raise SettingsError(
            f"{source} has {len(sources)} lines and {reference} {len(references)}; both must have as many."
        )
    return sources, references


def _read(path: Path, limit: int | None) -> list[str]:
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            return [line.rstrip("\r\n") for line in islice(stream, limit)]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({error}); give a UTF-8 file, one segment a line."
        ) from error
