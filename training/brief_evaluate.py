"""Measure a summariser on articles held out from its training, against lead and LexRank at equal length.

    python -m training.brief_evaluate CHECKPOINT --validation FILE [--length medium] [--part 1/2]

An article is read as the pipeline reads it, each window gives one sentence, and no guard judges it.
``bare`` is the checkpoint's first hypothesis; ``chosen`` is what the summariser puts first among its
hypotheses. The baselines are cut to the number of words of our own summary of the same article.
"""

import argparse
import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]
from sumy.nlp.stemmers import Stemmer  # type: ignore[import-untyped]
from sumy.parsers.plaintext import PlaintextParser  # type: ignore[import-untyped]
from sumy.summarizers.lex_rank import LexRankSummarizer  # type: ignore[import-untyped]

from pipeline.evaluation.summary import story_of
from pipeline.seq2seq import load_engine
from pipeline.seq2seq.base import EngineOptions, Seq2Seq
from pipeline.summary import CheckpointSummariser, Habits, plan, read_habits
from pipeline.typography import normalise
from training.evaluate import has_loop
from training.summaries import LONG, MEDIUM, SHORT, STOP_WORDS, ends_well, is_true, is_verbatim, sentences

LENGTHS = {"short": SHORT, "medium": MEDIUM, "long": LONG}


class _Lines:
    """A tokenizer for sumy: each paragraph is one sentence."""

    def to_sentences(self, text: str) -> list[str]:
        return [text]

    def to_words(self, text: str) -> list[str]:
        return re.findall(r"\w+", text)


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


def faults(outputs: Sequence[str], windows: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return what can be counted without a reader, in per cent of the outputs; loops as a number."""
    texts = [" ".join(window) for window in windows]
    return {
        "unsupported": _percent(not is_true(one, text) for one, text in zip(outputs, texts, strict=True)),
        "not_a_sentence": _percent(not ends_well(one) for one in outputs),
        "verbatim": _percent(is_verbatim(one, window) for one, window in zip(outputs, windows, strict=True)),
        "loops": sum(has_loop(one, text) for one, text in zip(outputs, texts, strict=True)),
    }


def _percent(flags: Iterable[bool]) -> float:
    return round(100 * mean(flags), 2)


def measure(articles: Sequence[dict[str, Any]], engine: Seq2Seq, habits: Habits) -> dict[str, Any]:
    """Return the scores of one file's articles, and every (window, outputs) pair under ``outputs``."""
    summariser = CheckpointSummariser(engine, habits, "")
    stories = [story_of("\n".join(article["sentences"])) for article in articles]
    read = [plan(story, summariser).windows for story in stories]
    flat = [window for windows in read for window in windows]
    started = time.process_time()
    chosen = summariser.generate([window.text for window in flat])
    seconds = time.process_time() - started
    bare = engine.generate([habits.prefix + normalise(window.text) for window in flat], habits.decoding)
    feed = iter(chosen)
    ours = [" ".join(next(feed)[0] for _ in windows) for windows in read]
    lengths = [len(text.split()) for text in ours]
    references = [" ".join(a["summary"]) for a in articles]
    baselines = {"lead": lead, "lexrank": lexrank}
    windows = [sentences(window.text) for window in flat]
    return {
        "articles": len(articles),
        "sentences": len(flat),
        "words": round(mean(lengths), 1),
        "ms_an_article": round(1000 * seconds / len(articles), 1),
        "ours": rouge(ours, references),
        **{
            name: rouge([cut(a["sentences"], n) for a, n in zip(articles, lengths, strict=True)], references)
            for name, cut in baselines.items()
        },
        "bare": faults([one.text for one in bare], windows),
        "chosen": faults([one[0] for one in chosen], windows),
        "outputs": [{"window": one.text, "outputs": texts} for one, texts in zip(flat, chosen, strict=True)],
    }


def part_of(articles: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """Return every n-th article from the k-th on for the part "k/n": tune on one part, report the other."""
    first, _, number = part.partition("/")
    return articles[int(first) - 1 :: int(number)]


def main() -> None:
    """Read the command line and print the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--validation", type=Path, required=True)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--length", choices=sorted(LENGTHS), help="other than config.json says")
    parser.add_argument("--part", default="1/1", help="1/2 takes the first of every two articles")
    parser.add_argument("--cache", type=Path, help="where the converted model goes")
    parser.add_argument("--output", type=Path, help="write windows and outputs here")
    arguments = parser.parse_args()
    engine = load_engine(
        "ctranslate2", arguments.checkpoint, EngineOptions(threads=1, cache_dir=arguments.cache)
    )
    habits = read_habits(arguments.checkpoint, arguments.beam)
    if arguments.length:
        habits = replace(habits, prefix=f"{LENGTHS[arguments.length]} ")
    validation = json.loads(arguments.validation.read_text(encoding="utf-8"))
    for name, articles in validation.items():
        found = measure(part_of(articles, arguments.part), engine, habits)
        outputs = found.pop("outputs")
        print(json.dumps({name: found}, indent=2))
        if arguments.output:
            with arguments.output.open("a", encoding="utf-8") as lines:
                lines.writelines(json.dumps({"file": name, **row}) + "\n" for row in outputs)


if __name__ == "__main__":
    main()
