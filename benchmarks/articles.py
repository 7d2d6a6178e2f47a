"""Articles to measure with: variations of the seeds, made by a script, the same on every machine."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.readers import Unreadable, iter_articles
from pipeline.segments import split_sentences

SEEDS = Path(__file__).parent.parent / "seeds"
_NUMBER = re.compile(r"\d+")
_PARAGRAPHS = 7
_SENTENCES = 3


def french_sentences() -> list[str]:
    """The sentences of the French seeds, in order."""
    articles = [one for one in iter_articles([str(SEEDS)]) if not isinstance(one, Unreadable)]
    french = [one for one in articles if not one.id.startswith("050")]
    lines = [line for one in french for line in one.text.split("\n")]
    return [sentence.strip() for line in lines for sentence in split_sentences(line) if sentence.strip()]


def variations(count: int, seed: int = 1) -> Iterator[str]:
    """``count`` articles of some 450 words: sentences of the seeds in another order with other figures.

    Figures are drawn anew, so that hardly a sentence comes twice and no translation memory helps.
    """
    chooser = random.Random(seed)
    sentences = french_sentences()
    for number in range(count):
        paragraphs = [
            " ".join(_renumbered(chooser.choice(sentences), chooser) for _ in range(_SENTENCES))
            for _ in range(_PARAGRAPHS)
        ]
        yield "\n".join([f"Article numéro {number + 1} de la série", *paragraphs])


def write_articles(folder: Path, count: int, broken: int = 0, seed: int = 1) -> None:
    """Write ``count`` articles to ``folder``, the last ``broken`` of them unreadable."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(variations(count, seed)):
        data = b"%PDF-1.4 torn" if number >= count - broken else text.encode()
        suffix = "pdf" if number >= count - broken else "txt"
        (folder / f"article-{number:05}.{suffix}").write_bytes(data)


def _renumbered(sentence: str, chooser: random.Random) -> str:
    """The sentence with other figures and, so that those without one differ too, an opening of its own."""
    changed = _NUMBER.sub(lambda found: str(chooser.randint(1, 10 ** min(len(found[0]), 4))), sentence)
    if changed != sentence or not sentence[0].isupper():
        return changed
    return (
        f"Le {chooser.randint(1, 28)} mars {chooser.randint(1950, 2025)}, {sentence[0].lower()}{sentence[1:]}"
    )
