"""Articles to measure with: variations of the seeds, made by a script, the same on every machine."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.readers import Unreadable, iter_articles
from pipeline.segments import segment, split_sentences
from pipeline.typography import normalise

Segments = list[str]
SEEDS = Path(__file__).parent.parent / "seeds"
PARAGRAPHS = 7
_SENTENCES = 3
_NUMBER = re.compile(r"\d+")
_DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "septembre", "octobre")

# Files that no reader can make an article of, each broken in its own way.
_BROKEN: tuple[tuple[str, bytes], ...] = (
    ("pdf", b"%PDF-1.4 torn"),
    ("txt", b""),
    ("docx", b"PK\x03\x04 not a zip after all"),
    ("txt", bytes(range(256)) * 20),
    ("html", b"<html><body><script>nothing()</script></body></html>"),
    (
        "txt",
        "Der Bürgermeister hat am Montag den Haushalt der Stadt vorgestellt und "
        "die Bürger sind damit nicht zufrieden.".encode(),
    ),
    ("md", b"\n\n   \n"),
)


def french_sentences() -> list[str]:
    """The sentences of the French seeds, in order."""
    articles = [one for one in iter_articles([str(SEEDS)]) if not isinstance(one, Unreadable)]
    french = [one for one in articles if not one.id.startswith("050")]
    lines = [line for one in french for line in one.text.split("\n")]
    return [sentence.strip() for line in lines for sentence in split_sentences(line) if sentence.strip()]


def variations(count: int, seed: int = 1, paragraphs: int = PARAGRAPHS) -> Iterator[str]:
    """``count`` articles: sentences of the seeds in another order with other figures.

    With seven paragraphs an article has some 400 words. A sentence that was there before with the same
    figures begins with a date of its own, so that hardly a sentence comes twice: neither a translation
    memory nor one pass over identical segments helps anybody.
    """
    chooser = random.Random(seed)
    sentences = french_sentences()
    seen: set[str] = set()
    for number in range(count):
        lines = [
            " ".join(_varied(chooser.choice(sentences), chooser, seen) for _ in range(_SENTENCES))
            for _ in range(paragraphs)
        ]
        yield "\n".join([f"Article numéro {number + 1} de la série", *lines])


def write_articles(folder: Path, count: int, broken: int = 0, paragraphs: int = PARAGRAPHS) -> list[Path]:
    """Write ``count`` articles to ``folder``, ``broken`` of them unreadable; the paths of these.

    The broken ones are spread evenly over the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    places = {(number * count) // broken for number in range(broken)}
    unreadable: list[Path] = []
    for number, text in enumerate(variations(count, paragraphs=paragraphs)):
        suffix, data = _BROKEN[len(unreadable) % len(_BROKEN)] if number in places else ("txt", text.encode())
        path = folder / f"article-{number:06}.{suffix}"
        path.write_bytes(data)
        if number in places:
            unreadable.append(path)
    return unreadable


def read_segments(folder: Path, limit: int) -> list[Segments]:
    """The first articles of a folder as lists of normalised segments."""
    found = []
    for one in iter_articles([str(folder)]):
        if isinstance(one, Unreadable):
            continue
        languages = ["fr"] * sum(bool(line.strip()) for line in one.text.split("\n"))
        found.append([normalise(part.text) for part in segment(one.text, languages)])
        if len(found) == limit:
            break
    return found


def _varied(sentence: str, chooser: random.Random, seen: set[str]) -> str:
    """The sentence with other figures, and with a date before it when it was seen like that."""
    varied = _NUMBER.sub(lambda found: _figure(found[0], chooser), sentence)
    if varied in seen:
        day = f"{chooser.choice(_DAYS)} {chooser.randint(1, 28)} {chooser.choice(_MONTHS)}"
        varied = f"{day} {chooser.randint(1900, 2025)} : {varied}"
    seen.add(varied)
    return varied


def _figure(figure: str, chooser: random.Random) -> str:
    """Another figure of as many digits; a day stays a day and a year a year."""
    if int(figure) <= 31:
        return str(chooser.randint(2, 28))
    if len(figure) == 4 and figure.startswith(("19", "20")):
        return str(chooser.randint(1900, 2025))
    return str(chooser.randint(10 ** (len(figure) - 1), 10 ** len(figure) - 1))
