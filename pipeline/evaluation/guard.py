"""How much of what is wrong the summary guard stops, and how much of what is right.

Facts are put wrong in the sentences of true summaries; a sentence is stopped when the support
check calls it unsupported. The input are JSON lines with ``document`` and ``summary`` (English).
"""

import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.support import judge_for
from pipeline.evaluation.injection import KINDS, MISPLACED, UNSUPPORTED, Sentence, inject
from pipeline.evaluation.pairs import Pair, read_pairs
from pipeline.records import TranslationUnit, Verdict
from pipeline.segments import split_sentences
from pipeline.summary.base import Judge

_LEAST_WORDS = 6
_LEAST_KNOWN = 0.85
_WORD = re.compile(r"[^\W\d_]{4,}")
# Two sentences run together, as in: … a bridge too far" It would have …
_GLUED = re.compile(r"[\"”] [A-Z]")


@dataclass(frozen=True, slots=True)
class KindResult:
    """What became of the facts put wrong in one way: ``stopped`` unsupported, ``doubted`` partly."""

    kind: str
    injected: int
    stopped: int
    doubted: int


@dataclass(frozen=True, slots=True)
class Case:
    """One judged sentence, for reading by eye: ``kind`` is "" for a true one."""

    kind: str
    sentence: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """Shares in 0..1: of facts put wrong that were stopped, and of true sentences that were.

    ``stopped`` counts facts that are nowhere in the article, ``misplaced_stopped`` those of another place
    in it.

    ``missed`` are the injected sentences that passed, ``wrongly`` the true ones that were stopped.
    ``milliseconds``: a whole article, its evidence and one judgement, the mean.
    """

    seed: int
    kinds: tuple[KindResult, ...]
    stopped: float
    misplaced_stopped: float
    faithful: int
    wrongly_stopped: float
    wrongly_doubted: float
    milliseconds: float
    missed: tuple[Case, ...]
    wrongly: tuple[Case, ...]


def run(path: Path, count: int = 200, seed: int = 1) -> Result:
    """Return the shares over ``count`` unsupported facts and five times as many true sentences of ``path``.

    To each kind of unsupported fact come as many misplaced ones of each kind.

    ``path`` is a file or folder of JSON lines (.jsonl or .jsonl.xz). True are sentences of summaries
    whose figures and names are in the document (``ent_ok``, where rows say so), with 85 % of their
    words of four letters and more in the document as they are written.
    """
    random_ = random.Random(seed)
    pairs = [pair for pair in read_pairs(path) if pair.ent_ok is not False]
    random_.shuffle(pairs)
    wanted = Counter({kind: -(-count // len(UNSUPPORTED)) for kind in KINDS})
    injected: list[tuple[Pair, str, str]] = []
    true: list[tuple[Pair, str, str]] = []
    for pair, sentence in _sentences(pairs, random_):
        case = _case(sentence, wanted, random_)
        if case:
            wanted[case[0]] -= 1
            injected.append((pair, *case))
        true += [(pair, "", sentence.text)]
        if not +wanted and len(true) >= 5 * count:
            break
    return _result(seed, injected, true[: 5 * count])


def _sentences(pairs: Sequence[Pair], random_: random.Random) -> Iterator[tuple[Pair, Sentence]]:
    """Yield a true sentence of each summary, if it has one, with the names of the article before it."""
    names: tuple[str, ...] = ()
    for pair in pairs:
        known = set(_WORD.findall(pair.document.lower()))
        sentences = [text.strip() for text in split_sentences(pair.summary, "en")]
        sentences = [text for text in sentences if _is_true(text, known)]
        if sentences:
            yield pair, Sentence(random_.choice(sentences), pair.document, names)
            names = pair.names() or names


def _is_true(text: str, known: set[str]) -> bool:
    """Tell whether ``text`` is one sentence nearly all of whose words are in the document."""
    words = _WORD.findall(text.lower())
    if len(text.split()) < _LEAST_WORDS or _GLUED.search(text) or text[-1] not in '.!?"”':
        return False
    return bool(words) and sum(word in known for word in words) >= _LEAST_KNOWN * len(words)


def _case(sentence: Sentence, wanted: Counter[str], random_: random.Random) -> tuple[str, str] | None:
    """Return the kind and the altered sentence for the kind of which most are still wanted."""
    for kind, _ in (+wanted).most_common():
        altered = inject(kind, sentence, random_)
        if altered is not None and altered != sentence.text:
            return kind, altered
    return None


def _result(
    seed: int, injected: Sequence[tuple[Pair, str, str]], true: Sequence[tuple[Pair, str, str]]
) -> Result:
    wrong = [_judged(*item) for item in injected]
    started = time.perf_counter()
    fine = [_judged(*item) for item in true]
    seconds = time.perf_counter() - started
    return Result(
        seed=seed,
        kinds=tuple(_kind(kind, [case for case in wrong if case.kind == kind]) for kind in KINDS),
        stopped=_share([case for case in wrong if case.kind in UNSUPPORTED], "unsupported"),
        misplaced_stopped=_share([case for case in wrong if case.kind in MISPLACED], "unsupported"),
        faithful=len(fine),
        wrongly_stopped=_share(fine, "unsupported"),
        wrongly_doubted=_share(fine, "partly"),
        milliseconds=1000 * seconds / max(len(fine), 1),
        missed=tuple(case for case in wrong if case.verdict != "unsupported"),
        wrongly=tuple(case for case in fine if case.verdict == "unsupported"),
    )


def _kind(kind: str, cases: Sequence[Case]) -> KindResult:
    verdicts = Counter(case.verdict for case in cases)
    return KindResult(kind, len(cases), verdicts["unsupported"], verdicts["partly"])


def _share(cases: Sequence[Case], verdict: Verdict) -> float:
    return sum(case.verdict == verdict for case in cases) / len(cases) if cases else 0.0


def _judged(pair: Pair, kind: str, text: str) -> Case:
    judgement = judge_of(pair.document)(text, ())
    return Case(kind, text, judgement.verdict, judgement.reason)


def judge_of(document: str) -> Judge:
    """Return a judge over an English document, a unit per sentence, as the pipeline passes English on."""
    texts = [text.strip() for line in document.splitlines() for text in split_sentences(line, "en")]
    units = [
        TranslationUnit(index, text, text, 0.0, (), "passed", "")
        for index, text in enumerate(filter(None, texts))
    ]
    return judge_for(units)


def format_text(result: Result) -> str:
    """Return the result as lines for a terminal."""
    injected = sum(kind.injected for kind in result.kinds if kind.kind in UNSUPPORTED)
    lines = [f"{'kind':28} injected  stopped  doubted"]
    lines += [f"{one.kind:28} {one.injected:8d} {one.stopped:8d} {one.doubted:8d}" for one in result.kinds]
    lines += [
        f"stopped {result.stopped:.1%} of {injected} unsupported facts (bar: 95 %), seed {result.seed}; "
        f"{result.misplaced_stopped:.1%} of misplaced ones",
        f"wrongly stopped {result.wrongly_stopped:.1%} of {result.faithful} true sentences (bar: 5 %), "
        f"doubted {result.wrongly_doubted:.1%}",
        f"{result.milliseconds:.1f} ms an article",
    ]
    return "\n".join(lines) + "\n"
