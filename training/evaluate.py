"""Measure a translation checkpoint on a bitext: BLEU, chrF, loops, figures; or add a point to a run's curve.

python -m training.evaluate CHECKPOINT --source F.fr --reference F.en [--beam 4] [--row CURVE.tsv]
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import ctranslate2  # type: ignore[import-untyped]
import torch
from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from transformers import MarianTokenizer

from pipeline.typography import normalise, truecase

_FIGURE = re.compile(r"\d+(?:[ .,]\d+)*")


@dataclass(frozen=True, slots=True)
class Scores:
    """``loops`` counts outputs with a repeated run; ``figures`` is (mismatched lines, lines with any)."""

    lines: int
    bleu: float
    bleu_signature: str
    chrf: float
    chrf_signature: str
    loops: int
    figures: tuple[int, int]
    empty: int


def figures(text: str) -> Counter[str]:
    """Return the figures of ``text`` without grouping and decimal marks."""
    return Counter(re.sub(r"[ .,]", "", m.group()).strip("0") for m in _FIGURE.finditer(text))


def has_loop(text: str, reference: str) -> bool:
    """Tell whether a run of up to six words comes four times in a row, or a trigram thrice."""
    words, found = text.split(), False
    for size in range(1, 7):
        for start in range(len(words) - 4 * size + 1):
            unit = words[start : start + size]
            found = found or words[start : start + 4 * size] == unit * 4
    trigrams = Counter(zip(words, words[1:], words[2:], strict=False))
    expected = reference.split()
    known = Counter(zip(expected, expected[1:], expected[2:], strict=False))
    return found or any(count >= 3 and known[gram] < 3 for gram, count in trigrams.items())


def mismatched_figures(source: str, hypothesis: str, reference: str) -> bool:
    """Tell whether the figures of a translation are neither its source's nor its reference's."""
    got = figures(hypothesis)
    return got != figures(source) and got != figures(reference)


def convert(checkpoint: Path, to: Path, compute_type: str) -> ctranslate2.Translator:
    """Return a CTranslate2 translator of a MarianMTModel directory, converted into ``to``."""
    TransformersConverter(str(checkpoint)).convert(str(to), force=True)
    return ctranslate2.Translator(str(to), compute_type=compute_type, intra_threads=1)


def translate(checkpoint: Path, lines: Sequence[str], beam: int, compute_type: str = "float32") -> list[str]:
    """Return one translation a line, in order."""
    tokenizer = MarianTokenizer.from_pretrained(checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        translator = convert(checkpoint, Path(folder) / "ct2", compute_type)
        pieces = [
            tokenizer.convert_ids_to_tokens(tokenizer.encode(truecase(normalise(line)))) for line in lines
        ]
        results = translator.translate_batch(
            pieces, beam_size=beam, max_batch_size=2048, batch_type="tokens", max_decoding_length=200
        )
    ids = [tokenizer.convert_tokens_to_ids(result.hypotheses[0]) for result in results]
    return [str(tokenizer.decode(row, skip_special_tokens=True)) for row in ids]


def score(sources: Sequence[str], hypotheses: Sequence[str], references: Sequence[str]) -> Scores:
    """Score outputs line by line."""
    bleu, chrf = BLEU(), CHRF()
    rows = list(zip(sources, hypotheses, references, strict=True))
    with_figures = [row for row in rows if figures(row[0]) or figures(row[1])]
    return Scores(
        lines=len(rows),
        bleu=bleu.corpus_score(list(hypotheses), [list(references)]).score,
        bleu_signature=str(bleu.get_signature()),
        chrf=chrf.corpus_score(list(hypotheses), [list(references)]).score,
        chrf_signature=str(chrf.get_signature()),
        loops=sum(has_loop(hypothesis, reference) for _, hypothesis, reference in rows),
        figures=(sum(mismatched_figures(*row) for row in with_figures), len(with_figures)),
        empty=sum(not hypothesis.strip() for hypothesis in hypotheses),
    )


def _lines(path: Path, limit: int) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[:limit] if limit else lines


def where(work: Path) -> list[float]:
    """Return steps, seconds, tokens, loss and guided loss of the checkpoint in a run's folder."""
    seconds, tokens, steps = torch.load(work / "last.pt", map_location="cpu", weights_only=True)["clock"]
    rows = [json.loads(line) for line in (work / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    row = [row for row in rows if row["steps"] <= steps][-1]
    return [steps, round(seconds), tokens, row["loss"], row["guided"]]


def main() -> None:
    """Read the command line, translate, and print the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--compute-type", default="float32")
    parser.add_argument("--lines", type=int, default=0, help="the first so many lines; 0 takes all")
    parser.add_argument("--output", type=Path, help="write the translations here")
    parser.add_argument("--row", type=Path, help="add BLEU and chrF to this table")
    parser.add_argument("--work", type=Path, help="the run's folder, for the other columns of the row")
    arguments = parser.parse_args()
    sources, references = (
        _lines(arguments.source, arguments.lines),
        _lines(arguments.reference, arguments.lines),
    )
    hypotheses = translate(arguments.checkpoint, sources, arguments.beam, arguments.compute_type)
    scores = score(sources, hypotheses, references)
    print(json.dumps(asdict(scores), indent=2))
    if arguments.output:
        arguments.output.write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
    if arguments.row:
        fields = [*where(arguments.work), round(scores.bleu, 2), round(scores.chrf, 2)]
        with arguments.row.open("a", encoding="utf-8") as table:
            table.write("\t".join(map(str, fields)) + "\n")


if __name__ == "__main__":
    main()
