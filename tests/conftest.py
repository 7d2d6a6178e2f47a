"""What all tests share: no network, a cache folder of their own, the command in this process."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

# Imported before any worker freezes what the garbage collector knows (pipeline.batch): Hypothesis looks
# there for the owners of random numbers, and would warn at the end of a run without property tests.
import hypothesis  # noqa: F401
import pytest

from pipeline.cli import briefs
from pipeline.cli.boundary import guarded

ROOT = Path(__file__).parent.parent


class Ran(NamedTuple):
    """What a run of the command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Converted checkpoints and translations of the tests never touch the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    """``briefs`` with these arguments, run in this process through the real boundary."""

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        code = guarded(briefs, [str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to open a connection fails loudly."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
