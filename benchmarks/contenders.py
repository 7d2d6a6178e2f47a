"""One way of translating the same articles, run alone in a process and measured.

``python -m benchmarks.contenders NAME FOLDER LIMIT MODEL`` prints a line of JSON: articles, words and
pieces, seconds of wall and processor, start-up and peak memory.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from pipeline.readers import Unreadable, iter_articles
from pipeline.segments import segment
from pipeline.settings import Settings
from pipeline.typography import normalise

BATCH = 32
BEAM = 4
Article = list[str]
Translate = Callable[[Sequence[Article]], int]


@dataclass(frozen=True, slots=True)
class Measured:
    """``pieces`` are target pieces where the contender knows them, else 0; memory is in MiB."""

    name: str
    articles: int
    words: int
    pieces: int
    seconds: float
    processor_seconds: float
    start_up: float
    peak_mib: float

    @property
    def words_per_second(self) -> float:
        """Source words a second of wall time, loading not counted."""
        return self.words / self.seconds


def read(folder: Path, limit: int) -> list[Article]:
    """The articles of a folder as lists of normalised segments."""
    found = []
    for one in iter_articles([str(folder)]):
        if isinstance(one, Unreadable):
            continue
        languages = ["fr"] * sum(bool(line.strip()) for line in one.text.split("\n"))
        found.append([normalise(part.text) for part in segment(one.text, languages)])
        if len(found) == limit:
            break
    return found


def sentence_by_sentence(model: Path) -> Translate:
    """(a) transformers, one ``generate`` a sentence: what most people write."""
    generate = _transformers(model)
    return lambda articles: sum(generate([part]) for one in articles for part in one)


def sorted_batches(model: Path) -> Translate:
    """(b) transformers, length-sorted batches over all articles."""
    generate = _transformers(model)

    def translate(articles: Sequence[Article]) -> int:
        parts = sorted((part for one in articles for part in one), key=len, reverse=True)
        return sum(generate(parts[start : start + BATCH]) for start in range(0, len(parts), BATCH))

    return translate


def bare(model: Path) -> Translate:
    """(c) CTranslate2 alone on all segments at once: the ceiling."""
    run = _ctranslate2(model)
    return lambda articles: run([part for one in articles for part in one])


def article_by_article(model: Path) -> Translate:
    """(d) CTranslate2, one article at a time, as Argos Translate calls it."""
    run = _ctranslate2(model)
    return lambda articles: sum(run(one) for one in articles)


def ours(model: Path) -> Translate:
    """(e) our translator: batches over articles, guards and word alignment included."""
    del model
    from pipeline.models import load_models, select
    from pipeline.translation import load_translator

    settings = Settings(memory=False)
    translator = load_translator(settings, select(load_models(), settings.profile, "translation"))

    def translate(articles: Sequence[Article]) -> int:
        translator.translate([part for one in articles for part in one])
        return 0

    return translate


CONTENDERS: dict[str, Callable[[Path], Translate]] = {
    "transformers-one": sentence_by_sentence,
    "transformers-batch": sorted_batches,
    "ctranslate2-bare": bare,
    "argos-way": article_by_article,
    "briefs-translation": ours,
}


def measure(name: str, folder: Path, limit: int, model: Path) -> Measured:
    """One contender, or the whole pipeline for the name "briefs-whole", over the articles of a folder."""
    articles = read(folder, limit)
    words = sum(len(part.split()) for one in articles for part in one)
    start = time.perf_counter()
    run: Callable[[], int]
    if name == "briefs-whole":
        run = _whole(folder, limit)
    else:
        translate = CONTENDERS[name](model)
        translate([["Une phrase."]])
        run = lambda: translate(articles)  # noqa: E731
    loaded = time.perf_counter()
    processor = time.process_time()
    pieces = run()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(
        name,
        len(articles),
        words,
        pieces,
        time.perf_counter() - loaded,
        time.process_time() - processor,
        loaded - start,
        peak,
    )


def _whole(folder: Path, limit: int) -> Callable[[], int]:
    from pipeline.batch import load_work

    output = Path(mkdtemp(prefix="briefs-bench-"))
    work = load_work(Settings(memory=False), output, ("json", "md", "html", "txt", "csv", "tmx"))
    found = [one for one in iter_articles([str(folder)]) if not isinstance(one, Unreadable)][:limit]

    def run() -> int:
        for start in range(0, len(found), BATCH):
            work(found[start : start + BATCH])
        shutil.rmtree(output)
        return 0

    return run


def _transformers(model: Path) -> Callable[[list[str]], int]:
    import torch
    from transformers import AutoTokenizer, MarianMTModel

    tokeniser: Any = AutoTokenizer.from_pretrained(model)
    network: Any = MarianMTModel.from_pretrained(model, dtype=torch.float32)
    network.eval()

    def generate(texts: list[str]) -> int:
        batch = tokeniser(texts, return_tensors="pt", padding=True)
        with torch.inference_mode():
            output = network.generate(**batch, num_beams=BEAM, max_new_tokens=256)
        tokeniser.batch_decode(output, skip_special_tokens=True)
        return int((output != tokeniser.pad_token_id).sum())

    return generate


def _ctranslate2(model: Path) -> Callable[[list[str]], int]:
    import ctranslate2  # type: ignore[import-untyped]
    from transformers import AutoTokenizer

    from pipeline.seq2seq.convert import converted
    from pipeline.seq2seq.cores import thread_count

    tokeniser: Any = AutoTokenizer.from_pretrained(model)
    folder = converted(model, "int8", "", None)
    translator = ctranslate2.Translator(
        str(folder), compute_type="int8", inter_threads=thread_count(0), intra_threads=1
    )

    def run(texts: list[str]) -> int:
        rows = [tokeniser.convert_ids_to_tokens(tokeniser.encode(text)) for text in texts]
        results = translator.translate_batch(rows, beam_size=BEAM, max_batch_size=1536, batch_type="tokens")
        best = [result.hypotheses[0] for result in results]
        for pieces in best:
            tokeniser.decode(tokeniser.convert_tokens_to_ids(pieces), skip_special_tokens=True)
        return sum(len(pieces) for pieces in best)

    return run


if __name__ == "__main__":
    contender, where, many, weights = sys.argv[1:]
    print(json.dumps(asdict(measure(contender, Path(where), int(many), Path(weights)))))
