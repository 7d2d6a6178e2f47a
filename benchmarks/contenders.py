"""One way of translating the same articles, run alone in a process and measured.

``python -m benchmarks.contenders JOB``, a Job as JSON, prints a line of JSON: a Measured.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from benchmarks.articles import Segments, read_segments
from benchmarks.checkpoints import Prepared
from benchmarks.standin import NOTHING, Counted, read, wrapped
from pipeline.batch import BatchOptions, run_batch
from pipeline.executors import EXECUTORS, Load, SerialExecutor, Work
from pipeline.models import load_models, select
from pipeline.records import Article, Outcome
from pipeline.seq2seq import Seq2Seq
from pipeline.seq2seq.cores import physical_cores
from pipeline.seq2seq.quiet import quietly
from pipeline.settings import Settings
from pipeline.translation import load_translator

BATCH = 32
BEAM = 4
MOST_PIECES = 256
# The best of nine values from 192 to 4,096 for CTranslate2 alone, by processor seconds.
BARE_TOKENS = 384
FORMATS = ("json", "md", "html", "txt", "csv", "tmx")
# With a name that no list has, so that what reads names is loaded as well.
WARM_UP = (
    "Le maire de la ville a présenté mardi le budget de la commune à Orvane Quilbert et deux cents habitants."
)

# The articles in; out comes what counts the target pieces, asked when the clock has stopped.
Translate = Callable[[Sequence[Segments]], Callable[[], int]]


@dataclass(frozen=True, slots=True)
class Job:
    """What a contender is to do: its name, the first ``limit`` articles of a folder, and the checkpoint.

    ``words`` is a file of recorded words for a checkpoint with a fixed length. ``since`` is
    ``time.monotonic()`` at the start of the process.
    """

    name: str
    folder: str
    limit: int
    since: float
    checkpoint: Prepared
    words: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """``words`` are those of the source, ``pieces`` those of the target; memory is in MiB.

    ``start_up`` runs from the start of the process to the first translated sentence (for the whole
    pipeline: to the first brief, of one sentence); ``seconds`` and ``processor_seconds`` leave it out.
    ``disk_bytes`` are what lies on the disk afterwards.
    """

    name: str
    articles: int
    words: int
    pieces: int
    seconds: float
    processor_seconds: float
    start_up: float
    peak_mib: float
    disk_bytes: int = 0


def sentence_by_sentence(job: Job) -> Translate:
    """(a) transformers, one ``generate`` a sentence: what most people write."""
    generate = _transformers(job.checkpoint)

    def translate(articles: Sequence[Segments]) -> Callable[[], int]:
        pieces = sum(generate([part]) for one in articles for part in one)
        return lambda: pieces

    return translate


def sorted_batches(job: Job) -> Translate:
    """(b) transformers, length-sorted batches over all articles."""
    generate = _transformers(job.checkpoint)

    def translate(articles: Sequence[Segments]) -> Callable[[], int]:
        parts = sorted((part for one in articles for part in one), key=len, reverse=True)
        pieces = sum(generate(parts[start : start + BATCH]) for start in range(0, len(parts), BATCH))
        return lambda: pieces

    return translate


def bare(job: Job) -> Translate:
    """(c) CTranslate2 alone on all segments at once, a thread a core: the ceiling."""
    run = _ctranslate2(
        job.checkpoint,
        {"inter_threads": physical_cores(), "intra_threads": 1},
        {"max_batch_size": BARE_TOKENS, "batch_type": "tokens"},
    )

    def translate(articles: Sequence[Segments]) -> Callable[[], int]:
        pieces = run([part for one in articles for part in one])
        return lambda: pieces

    return translate


def article_by_article(job: Job) -> Translate:
    """(d) CTranslate2, one article at a time, all cores on each batch of 32: Argos Translate's way."""
    run = _ctranslate2(
        job.checkpoint, {"inter_threads": 1, "intra_threads": physical_cores()}, {"max_batch_size": BATCH}
    )

    def translate(articles: Sequence[Segments]) -> Callable[[], int]:
        pieces = sum(run(one) for one in articles)
        return lambda: pieces

    return translate


def ours(job: Job) -> Translate:
    """(e) our translator: batches over articles, guards and word alignment included."""
    settings, counters = _settings(job), _Counters(job)
    with wrapped(counters.wrap):
        checkpoint = select(load_models(settings.models_file), settings.profile, "translation")
        translator = load_translator(settings, checkpoint)

    def translate(articles: Sequence[Segments]) -> Callable[[], int]:
        before = counters.pieces()
        translator.translate([part for one in articles for part in one])
        return lambda: counters.pieces() - before

    return translate


CONTENDERS: dict[str, Callable[[Job], Translate]] = {
    "transformers-one": sentence_by_sentence,
    "transformers-batch": sorted_batches,
    "ctranslate2-bare": bare,
    "argos-way": article_by_article,
    "briefs-translation": ours,
}
WHOLE = "briefs-whole"


def measure(job: Job) -> Measured:
    """A contender, or the whole pipeline for the name "briefs-whole", over the articles of a folder."""
    if job.name == WHOLE:
        return _measure_whole(job)
    translate = CONTENDERS[job.name](job)
    translate([[WARM_UP]])
    start_up = time.monotonic() - job.since
    articles = read_segments(Path(job.folder), job.limit)
    clock = _Clock()
    count = translate(articles)
    return clock.stopped(job, articles, count, start_up)


def _measure_whole(job: Job) -> Measured:
    """From the files to the briefs on disk by the command's own road; only loading is done before."""
    work = Path(mkdtemp(prefix="briefs-bench-"))
    counters = _Counters(job)
    first, output = work / "first.txt", work / "briefs"
    first.write_text(WARM_UP, encoding="utf-8")
    keeper = _Keeper()
    EXECUTORS["kept"] = lambda _workers, _address: keeper
    options = BatchOptions(output, FORMATS, limit=job.limit, executor="kept")
    try:
        with wrapped(counters.wrap):
            _check(run_batch([str(first)], options, _settings(job), lambda _: None))
        shutil.rmtree(output)
        start_up = time.monotonic() - job.since
        before, clock = counters.pieces(), _Clock()
        _check(run_batch([job.folder], options, _settings(job), lambda _: None))
        clock.stop()
        disk = sum(_on_disk(path) for path in output.rglob("*"))
        articles = read_segments(Path(job.folder), job.limit)
        return clock.stopped(job, articles, lambda: counters.pieces() - before, start_up, disk)
    finally:
        del EXECUTORS["kept"]
        shutil.rmtree(work, ignore_errors=True)


class _Keeper(SerialExecutor):
    """The serial executor, but what was loaded in one run serves the next as well."""

    def __init__(self) -> None:
        self._work: Work | None = None

    def run(self, load: Load, chunks: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of every chunk, in order."""
        return super().run(lambda: self._once(load), chunks)

    def _once(self, load: Load) -> Work:
        self._work = self._work or load()
        return self._work


class _Counters:
    """Counts what the translator's engine writes; for a checkpoint with a fixed length it stands in."""

    def __init__(self, job: Job) -> None:
        self._length = job.checkpoint.fixed_length
        self._directory = job.checkpoint.directory
        self._recorded = read(Path(job.words)) if self._length else NOTHING
        self._made: list[Counted] = []

    def wrap(self, directory: Path, engine: Seq2Seq) -> Seq2Seq:
        """The engine, counted if it is the translator's."""
        if str(directory) != self._directory:
            return engine
        self._made.append(Counted(engine, self._recorded, self._length))
        return self._made[-1]

    def pieces(self) -> int:
        """What was written so far."""
        return sum(one.pieces for one in self._made)


class _Clock:
    """Wall and processor seconds since it was made, until it is stopped."""

    def __init__(self) -> None:
        self._start = (time.perf_counter(), time.process_time())
        self._end: tuple[float, float] | None = None

    def stop(self) -> None:
        """Take the time and the peak of memory."""
        self._end = (time.perf_counter(), time.process_time())
        self._peak = peak_mib()

    def stopped(
        self,
        job: Job,
        articles: Sequence[Segments],
        count: Callable[[], int],
        start_up: float,
        disk_bytes: int = 0,
    ) -> Measured:
        """What was measured; stops the clock when it still runs."""
        if self._end is None:
            self.stop()
        seconds, processor = (end - start for start, end in zip(self._start, self._end or (), strict=True))
        words = sum(len(part.split()) for one in articles for part in one)
        return Measured(
            job.name, len(articles), words, count(), seconds, processor, start_up, self._peak, disk_bytes
        )


def peak_mib() -> float:
    """The most memory this process ever held; its parent's, which ``getrusage`` adds, left out on Linux."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        scale = 2**20 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def _on_disk(path: Path) -> int:
    return path.stat().st_blocks * 512


def _check(outcomes: Sequence[Outcome]) -> None:
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if failed:
        raise RuntimeError(f"{len(failed)} articles failed, the first because: {failed[0].error}")


def _settings(job: Job) -> Settings:
    one = job.checkpoint
    return Settings(
        memory=False,
        models_file=Path(one.models_file) if one.models_file else None,
        cache_dir=Path(one.cache_dir) if one.cache_dir else None,
    )


def _transformers(checkpoint: Prepared) -> Callable[[list[str]], int]:
    """What translates a batch with transformers and says how many pieces it wrote."""
    with quietly():
        import torch
        from transformers import AutoTokenizer, MarianMTModel

        tokeniser: Any = AutoTokenizer.from_pretrained(checkpoint.directory)
        network: Any = MarianMTModel.from_pretrained(checkpoint.directory, dtype=torch.float32)
    network.eval()
    length = checkpoint.fixed_length
    limits = {"max_new_tokens": length or MOST_PIECES} | ({"min_new_tokens": length} if length else {})
    marks = torch.tensor([tokeniser.pad_token_id, tokeniser.eos_token_id])

    def generate(texts: list[str]) -> int:
        batch = tokeniser(texts, return_tensors="pt", padding=True)
        with torch.inference_mode():
            output = network.generate(**batch, num_beams=BEAM, **limits)
        tokeniser.batch_decode(output, skip_special_tokens=True)
        return int((~torch.isin(output, marks)).sum())

    return generate


def _ctranslate2(
    checkpoint: Prepared, threads: dict[str, int], batching: dict[str, Any]
) -> Callable[[list[str]], int]:
    """What translates texts with CTranslate2 and SentencePiece and says how many pieces it wrote."""
    import ctranslate2  # type: ignore[import-untyped]
    from sentencepiece import SentencePieceProcessor

    source = SentencePieceProcessor(model_file=str(Path(checkpoint.directory) / "source.spm"))
    target = SentencePieceProcessor(model_file=str(Path(checkpoint.directory) / "target.spm"))
    translator = ctranslate2.Translator(checkpoint.converted, compute_type="int8", **threads)
    length = checkpoint.fixed_length
    limits = {"max_decoding_length": length or MOST_PIECES, "min_decoding_length": length or 1}

    def run(texts: list[str]) -> int:
        rows = [[*pieces, "</s>"] for pieces in source.encode(texts, out_type=str)]
        results = translator.translate_batch(rows, beam_size=BEAM, **batching, **limits)
        best = [result.hypotheses[0] for result in results]
        target.decode_pieces(best)
        return sum(map(len, best))

    return run


def parse(text: str) -> Job:
    """A job from its JSON."""
    fields = json.loads(text)
    return Job(**{**fields, "checkpoint": Prepared(**fields["checkpoint"])})


if __name__ == "__main__":
    print(json.dumps(asdict(measure(parse(sys.argv[1])))))
