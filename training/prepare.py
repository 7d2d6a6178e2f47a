"""Step 1: clean the bitext and the monolingual news.

    python -m training.prepare CONFIG --corpus DIR --held-out FILE... --work DIR

``DIR/text/`` receives one table a source and ``mono.fr``, ``mono.en``; ``prepared.json`` says what was
dropped and why.
"""

import argparse
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from pipeline.typography import normalise
from training.corpus import clean, held_out_keys, match_key
from training.recipe import read_recipe, write_pairs

_SPLIT = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Ý«\"“])")
_ENGLISH = ("cnn", "guardian_standfirst", "dailymail", "technews")


def french_news(corpus: Path) -> Iterator[str]:
    """Yield titles and paragraphs of the French news."""
    with lzma.open(corpus / "news-fr" / "orange_actu.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["title"]
            yield from row["text"].split("\n")


def english_news(corpus: Path, articles: int = 8000) -> Iterator[str]:
    """Yield summaries and paragraphs of the English news, at most ``articles`` a file."""
    for name in _ENGLISH:
        with lzma.open(corpus / "summaries-en" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in islice(lines, articles):
                row = json.loads(line)
                yield row["summary"]
                yield from row["document"].split("\n")


def news_lines(texts: Iterator[str], held_out: frozenset[int], limit: int = 400_000) -> list[str]:
    """Return up to ``limit`` normalised lines of 10 to 300 characters, none of them held out."""
    found: list[str] = []
    for text in texts:
        for part in _SPLIT.split(text):
            line = normalise(part)
            if 10 < len(line) < 300 and hash(match_key(line)) not in held_out:
                found.append(line)
        if len(found) >= limit:
            break
    return found


def main() -> None:
    """Read the command line and clean everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument(
        "--held-out", type=Path, nargs="+", required=True, help="files whose lines are never trained on"
    )
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.config)
    held_out = held_out_keys(arguments.held_out)
    seen: set[int] = set()
    counts = {}
    for source in recipe.sources:
        result = clean(source, arguments.corpus, recipe.limits, held_out, seen)
        write_pairs(arguments.work, source.name, result.pairs)
        counts[source.name] = {**asdict(result.counts), "licence": source.licence}
        print(source.name, result.counts, flush=True)
    for name, texts in (("fr", french_news(arguments.corpus)), ("en", english_news(arguments.corpus))):
        lines = news_lines(texts, held_out)
        (arguments.work / "text" / f"mono.{name}").write_text("\n".join(lines) + "\n", encoding="utf-8")
        counts[f"mono.{name}"] = {"kept": len(lines)}
    (arguments.work / "prepared.json").write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
