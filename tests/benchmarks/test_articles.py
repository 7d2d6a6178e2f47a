"""Generated articles: the same everywhere, with nothing for a memory to remember."""

from itertools import pairwise
from pathlib import Path

from benchmarks.articles import french_sentences, read_segments, variations, write_articles
from pipeline.language import detect
from pipeline.readers import Unreadable, iter_articles


def test_the_same_articles_come_every_time() -> None:
    """A fixed seed; another one gives others; the first ones do not depend on how many are asked for."""
    assert list(variations(5)) == list(variations(8))[:5]
    assert list(variations(3)) != list(variations(3, seed=2))


def test_no_segment_comes_twice(tmp_path: Path) -> None:
    """Otherwise whoever translates identical segments once would seem faster than he is."""
    write_articles(tmp_path, 40)
    segments = [part for one in read_segments(tmp_path, 40) for part in one]
    assert len(set(segments)) > 0.99 * len(segments)


def test_an_article_is_like_news() -> None:
    """French, some four hundred words, seven paragraphs under a heading, all from the seeds."""
    articles = list(variations(20))
    assert 300 < sum(len(text.split()) for text in articles) / len(articles) < 500
    assert {detect(text).language for text in articles} == {"fr"}
    assert {len(text.split("\n")) for text in articles} == {8}
    assert len(french_sentences()) > 100


def test_figures_change_and_days_stay_days() -> None:
    """Each figure keeps its digits; what could be a day of the month still can."""
    first, second = list(variations(2, paragraphs=30))
    assert first != second
    assert "0 mars" not in first.replace("10 mars", "").replace("20 mars", "")


def test_broken_files_are_spread_and_none_can_be_read(tmp_path: Path) -> None:
    """Each in a way of its own: torn, empty, binary, no text."""
    broken = write_articles(tmp_path, 70, broken=7)
    assert len(broken) == 7
    assert len({path.suffix for path in broken}) >= 4
    places = [int(path.stem.split("-")[1]) for path in broken]
    assert [later - earlier for earlier, later in pairwise(places)] == [10] * 6
    unreadable = {one.origin for one in iter_articles([str(tmp_path)]) if isinstance(one, Unreadable)}
    german = {str(path) for path in broken if path.suffix == ".txt" and b"Der" in path.read_bytes()}
    assert unreadable | german == {str(path) for path in broken}


def test_segments_are_read_up_to_the_limit(tmp_path: Path) -> None:
    """Broken files do not count."""
    write_articles(tmp_path, 6, broken=2)
    assert len(read_segments(tmp_path, 3)) == 3
    assert len(read_segments(tmp_path, 100)) == 4
