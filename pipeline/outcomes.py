"""Outcomes of a batch, as many as there are: on disk, not in memory."""

import json
import os
import weakref
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from tempfile import SpooledTemporaryFile
from typing import overload

from pipeline.records import Outcome, Trust

_IN_MEMORY = 1 << 20
_NOT_YET = -1


class OutcomeLog(Sequence[Outcome]):
    """Outcomes that are noted in any order and read in that of their positions.

    They lie in a temporary file (in memory up to 1 MiB); eight bytes an article stay in memory. Reading a
    position that was not noted raises IndexError.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the log
        self._starts = array("q")
        weakref.finalize(self, self._file.close)

    def note(self, position: int, outcome: Outcome) -> None:
        """Keep the outcome of the article that was read at this position, counted from 0."""
        missing = position + 1 - len(self._starts)
        self._starts.extend([_NOT_YET] * missing)
        self._file.seek(0, os.SEEK_END)
        self._starts[position] = self._file.tell()
        self._file.write(json.dumps(astuple(outcome)).encode() + b"\n")

    def append(self, outcome: Outcome) -> None:
        """Keep an outcome behind all others."""
        self.note(len(self), outcome)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> list[Outcome]: ...
    def __getitem__(self, index: int | slice) -> Outcome | list[Outcome]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        start = self._starts[index]
        if start == _NOT_YET:
            raise IndexError(f"nothing was noted at position {index}")
        self._file.seek(start)
        article_id, origin, status, seconds, path, error, trust = json.loads(self._file.readline())
        return Outcome(article_id, origin, status, seconds, path, error, Trust(*trust) if trust else None)

    def __iter__(self) -> Iterator[Outcome]:
        return (self[index] for index in range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Whether the other sequence holds equal outcomes."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
