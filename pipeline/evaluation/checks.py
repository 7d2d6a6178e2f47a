"""How often the checks of a pair fire on real systems, what they catch of injected errors, how fast.

The errors are injected by a seeded script into the English of pairs of sentences; an error counts as
caught when a finding of the right rule appears that the untouched pair does not have.
"""

import html
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks import exonyms, figures, modality, names, negation, omitted, renderings
from pipeline.checks.lexicons import fold
from pipeline.checks.pair import check_pair
from pipeline.errors import SettingsError
from pipeline.evaluation.pair_errors import KINDS, inject
from pipeline.records import Finding

_SEED = 20240229
_PER_KIND = 70
_ARTICLE = 30
_ROUNDS = 20
_SHOWN_MISSES = 10


@dataclass(frozen=True, slots=True)
class Fires:
    """Findings of one rule and severity over all lines of one system."""

    system: str
    rule: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class Recall:
    """How many injected errors of one kind were caught; ``misses`` shows some that were not."""

    kind: str
    injected: int
    found: int
    misses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One finding to be read by eye."""

    system: str
    line: int
    finding: Finding
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ChecksResult:
    """Fire rates, recall by kind of error, and milliseconds of all checks of an article of 30 segments."""

    lines: int
    fires: tuple[Fires, ...]
    recalls: tuple[Recall, ...]
    article_ms: float


def run(source: Path, systems: Sequence[Path], seed: int = _SEED, per_kind: int = _PER_KIND) -> ChecksResult:
    """Return what the checks do on ``systems``, English files that follow ``source`` line by line.

    Errors are injected into the first system. Raises SettingsError when the files differ in length.
    """
    french = _read(source)
    english = {path.name: _aligned(path, source, len(french)) for path in systems}
    pairs = [(left, right) for left, right in zip(french, next(iter(english.values())), strict=True) if left]
    fires = [fire for name, lines in english.items() for fire in _fires(name, french, lines)]
    return ChecksResult(
        len(french), tuple(fires), measure_recall(pairs, seed, per_kind), measure_speed(pairs, seed)
    )


def _read(path: Path) -> list[str]:
    """Return the lines of a file; HTML entities, as some systems write them, are resolved."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}); name an existing file") from error
    return [html.unescape(line) for line in text.removesuffix("\n").split("\n")]


def _aligned(path: Path, source: Path, length: int) -> list[str]:
    lines = _read(path)
    if len(lines) != length:
        raise SettingsError(
            f"{path} has {len(lines)} lines and {source} {length}; give files that are aligned"
        )
    return lines


def _fires(system: str, french: Sequence[str], english: Sequence[str]) -> Iterator[Fires]:
    counts = Counter(
        (finding.rule, finding.severity)
        for left, right in zip(french, english, strict=True)
        for finding in check_pair(left, right)
    )
    for (rule, severity), count in sorted(counts.items()):
        yield Fires(system, rule, severity, count)


def measure_recall(pairs: Sequence[tuple[str, str]], seed: int, per_kind: int) -> tuple[Recall, ...]:
    """Return the recall of each kind of error, ``per_kind`` errors each as far as the pairs allow."""
    return tuple(_recall(kind, pairs, seed, per_kind) for kind in KINDS)


def _recall(kind: str, pairs: Sequence[tuple[str, str]], seed: int, per_kind: int) -> Recall:
    dice = random.Random(f"{seed} {kind}")
    order = dice.sample(range(len(pairs)), len(pairs))
    injected, misses = 0, []
    for at in order:
        source, target = pairs[at]
        wrong = inject(kind, source, target, dice)
        if wrong is None or wrong == target:
            continue
        injected += 1
        if not _is_caught(kind, source, target, wrong):
            misses.append((source, wrong))
        if injected == per_kind:
            break
    return Recall(kind, injected, injected - len(misses), tuple(misses[:_SHOWN_MISSES]))


def _is_caught(kind: str, source: str, target: str, wrong: str) -> bool:
    before = Counter(_shown(finding) for finding in check_pair(source, target))
    after = Counter(_shown(finding) for finding in check_pair(source, wrong))
    return any(rule == KINDS[kind] for rule, _ in after - before)


def _shown(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message if finding.severity != "cosmetic" else ""


def measure_speed(pairs: Sequence[tuple[str, str]], seed: int) -> float:
    """Return the milliseconds of processor time of all checks of 30 pairs, nothing remembered from before."""
    dice = random.Random(seed)
    check_pair(*pairs[0])
    total = 0.0
    for _ in range(_ROUNDS):
        article = [pairs[dice.randrange(len(pairs))] for _ in range(_ARTICLE)]
        _forget()
        begin = time.process_time()
        for source, target in article:
            check_pair(source, target)
        total += time.process_time() - begin
    return 1000 * total / _ROUNDS


def _forget() -> None:
    """Empty the caches that remember texts; lexicons stay loaded, as they do in a batch."""
    remembered = (
        check_pair, figures.compare, figures.parse, names.match_names, names.read_english, exonyms.plain,
        exonyms.skeleton, modality.french_conditionals, fold, omitted.omitted, omitted.sign_of,
        renderings.renderings,
    )  # fmt: skip
    for function in remembered:
        function.cache_clear()
    negation.word_class.cache_clear()


def sample(
    source: Path, systems: Sequence[Path], rule: str, count: int, seed: int = _SEED
) -> tuple[Sample, ...]:
    """Return ``count`` findings of ``rule``, cosmetic ones left out, drawn by ``seed`` for reading by eye."""
    french = _read(source)
    found = [
        Sample(path.name, line, finding, left, right)
        for path in systems
        for line, (left, right) in enumerate(zip(french, _aligned(path, source, len(french)), strict=True), 1)
        for finding in check_pair(left, right)
        if finding.rule == rule and finding.severity != "cosmetic"
    ]
    return tuple(random.Random(seed).sample(found, min(count, len(found))))


def format_text(result: ChecksResult) -> str:
    """Return the tables for people: findings per 1,000 lines by system, recall by kind, speed."""
    systems = list(dict.fromkeys(fire.system for fire in result.fires))
    counts = {(fire.rule, fire.severity, fire.system): fire.count for fire in result.fires}
    rules = sorted({(fire.rule, fire.severity) for fire in result.fires})
    lines = [f"findings on {result.lines} lines", ""]
    lines += [f"{at}  {name}" for at, name in enumerate(systems, 1)]
    lines += ["", f"{'rule':<16}{'severity':<10}" + "".join(f"{at:>7}" for at in range(1, len(systems) + 1))]
    for rule, severity in rules:
        cells = "".join(f"{counts.get((rule, severity, name), 0):>7}" for name in systems)
        lines.append(f"{rule:<16}{severity:<10}{cells}")
    lines += ["", f"{'injected error':<22}{'caught':>7}{'of':>5}{'recall':>8}"]
    for row in result.recalls:
        lines.append(f"{row.kind:<22}{row.found:>7}{row.injected:>5}{row.found / max(1, row.injected):>8.3f}")
    found, injected = sum(row.found for row in result.recalls), sum(row.injected for row in result.recalls)
    lines.append(f"{'all':<22}{found:>7}{injected:>5}{found / max(1, injected):>8.3f}")
    lines += ["", f"{result.article_ms:.1f} ms for all checks of an article of {_ARTICLE} segments"]
    return "\n".join(lines)
