"""Articles and checkpoints that the benchmark's tests share."""

from pathlib import Path

import pytest

from benchmarks.articles import write_articles
from benchmarks.checkpoints import Prepared, Shape, prepare

TINY = Shape(8_064, 1, 64)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two short generated articles."""
    folder = tmp_path_factory.mktemp("few")
    write_articles(folder, 2, paragraphs=1)
    return folder


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The embedded checkpoint, as all contenders need it."""
    return prepare("embedded", tmp_path_factory.mktemp("embedded"))


@pytest.fixture(scope="session")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A small checkpoint with random weights, made as the one of opus-mt's size is."""
    return prepare("opus-size", tmp_path_factory.mktemp("noise"), TINY)
