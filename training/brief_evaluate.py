"""Measure a summariser on articles held out from its training, against lead and LexRank at equal length.

    python -m training.brief_evaluate CHECKPOINT --validation FILE --work DIR [--length medium]

An article is read in windows of a few sentences; each window gives one sentence, as in the pipeline. The
baselines are cut to the number of words of our own summary of the same article.
"""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]
from sumy.nlp.stemmers import Stemmer  # type: ignore[import-untyped]
from sumy.parsers.plaintext import PlaintextParser  # type: ignore[import-untyped]
from sumy.summarizers.lex_rank import LexRankSummarizer  # type: ignore[import-untyped]
from transformers import MarianTokenizer

from training.evaluate import convert, has_loop
from training.summaries import LONG, MEDIUM, SHORT, STOP_WORDS, ends_well, is_true, is_verbatim

LENGTHS = {"short": SHORT, "medium": MEDIUM, "long": LONG}


@dataclass(frozen=True, slots=True)
class Options:
    """How windows are cut and decoded."""

    window: int = 4
    windows: int = 3
    pieces: int = 200
    beam: int = 4
    length: str = "medium"


class _Lines:
    """A tokenizer for sumy: each paragraph is one sentence."""

    def to_sentences(self, text: str) -> list[str]:
        return [text]

    def to_words(self, text: str) -> list[str]:
        return re.findall(r"\w+", text)


def windows_of(sentences: Sequence[str], options: Options, count: Any) -> list[list[str]]:
    """Return up to ``options.windows`` runs of sentences from the start; ``count`` counts pieces."""
    found: list[list[str]] = []
    current: list[str] = []
    for sentence in sentences:
        too_long = sum(map(count, [*current, sentence])) > options.pieces
        if current and (too_long or len(current) == options.window):
            found.append(current)
            current = []
        if len(found) == options.windows:
            break
        if count(sentence) <= options.pieces:
            current.append(sentence)
    return ([*found, current] if current else found)[: options.windows]


def generate(checkpoint: Path, windows: Sequence[Sequence[str]], options: Options, work: Path) -> list[str]:
    """Return one sentence a window."""
    tokenizer = MarianTokenizer.from_pretrained(checkpoint)
    translator: ctranslate2.Translator = convert(checkpoint, work, "float32")
    texts = [f"{LENGTHS[options.length]} {' '.join(window)}" for window in windows]
    pieces = [tokenizer.convert_ids_to_tokens(tokenizer.encode(text)) for text in texts]
    results = translator.translate_batch(
        pieces, beam_size=options.beam, max_batch_size=4096, batch_type="tokens", max_decoding_length=80
    )
    ids = [tokenizer.convert_tokens_to_ids(result.hypotheses[0]) for result in results]
    return [str(tokenizer.decode(row, skip_special_tokens=True)) for row in ids]


def lexrank(sentences: Sequence[str], words: int) -> str:
    """Return LexRank's best sentences in document order, as few as fill ``words`` words, cut to that."""
    parser = PlaintextParser("\n\n".join(sentences), _Lines())
    summarise = LexRankSummarizer(Stemmer("english"))
    summarise.stop_words = STOP_WORDS
    text = ""
    for count in range(1, len(sentences) + 1):
        text = " ".join(str(sentence) for sentence in summarise(parser.document, count))
        if len(text.split()) >= words:
            break
    return " ".join(text.split()[:words])


def lead(sentences: Sequence[str], words: int) -> str:
    """Return the first ``words`` words."""
    return " ".join(" ".join(sentences).split()[:words])


def rouge(summaries: Sequence[str], references: Sequence[str]) -> dict[str, float]:
    """Return mean F of ROUGE-1, -2 and -L (stemmed), in per cent."""
    kinds = ["rouge1", "rouge2", "rougeL"]
    scorer = RougeScorer(kinds, use_stemmer=True)
    rows = [
        scorer.score(reference, summary) for summary, reference in zip(summaries, references, strict=True)
    ]
    return {kind: round(100 * mean(row[kind].fmeasure for row in rows), 2) for kind in kinds}


def measure(
    articles: Sequence[dict[str, Any]], checkpoint: Path, options: Options, work: Path
) -> dict[str, Any]:
    """Return the scores of one file's articles, and every (window, output) pair under ``outputs``."""
    tokenizer = MarianTokenizer.from_pretrained(checkpoint)
    cut = [windows_of(a["sentences"], options, lambda s: len(tokenizer.encode(s))) for a in articles]
    flat = [window for windows in cut for window in windows]
    outputs = generate(checkpoint, flat, options, work)
    feed = iter(outputs)
    ours = [" ".join(next(feed) for _ in windows) for windows in cut]
    lengths = [len(text.split()) for text in ours]
    references = [" ".join(a["summary"]) for a in articles]
    rows = list(zip(flat, outputs, strict=True))
    return {
        "articles": len(articles),
        "sentences": len(outputs),
        "words": round(mean(lengths), 1),
        "ours": rouge(ours, references),
        "lead": rouge([lead(a["sentences"], n) for a, n in zip(articles, lengths, strict=True)], references),
        "lexrank": rouge(
            [lexrank(a["sentences"], n) for a, n in zip(articles, lengths, strict=True)], references
        ),
        "unsupported": round(100 * mean(not is_true(text, " ".join(window)) for window, text in rows), 2),
        "verbatim": round(100 * mean(is_verbatim(text, window) for window, text in rows), 2),
        "loops": sum(has_loop(text, " ".join(window)) for window, text in rows),
        "not_a_sentence": round(100 * mean(not ends_well(text) for _, text in rows), 2),
        "outputs": [{"window": window, "output": text} for window, text in rows],
    }


def main() -> None:
    """Read the command line and print the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--validation", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where the converted model goes")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--length", choices=sorted(LENGTHS), default="medium")
    parser.add_argument("--articles", type=int, default=0, help="the first so many of each file; 0 takes all")
    parser.add_argument("--output", type=Path, help="write windows and outputs here")
    arguments = parser.parse_args()
    options = Options(beam=arguments.beam, length=arguments.length)
    validation = json.loads(arguments.validation.read_text(encoding="utf-8"))
    for name, articles in validation.items():
        chosen = articles[: arguments.articles] if arguments.articles else articles
        found = measure(chosen, arguments.checkpoint, options, arguments.work / name)
        outputs = found.pop("outputs")
        print(json.dumps({name: found}, indent=2))
        if arguments.output:
            with arguments.output.open("a", encoding="utf-8") as lines:
                lines.writelines(json.dumps({"file": name, **row}) + "\n" for row in outputs)


if __name__ == "__main__":
    main()
