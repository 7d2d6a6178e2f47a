"""A translation memory: what was translated once with the same signature is not translated again."""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Literal, TypeVar, cast, get_args

from pipeline.records import Hypothesis, UnitStatus
from pipeline.translation.base import Translator
from pipeline.translation.confidence import Bounds

_log = logging.getLogger(__name__)

FILE_NAME = "translations.sqlite3"

_VERSION = 1
_PATIENCE = 30.0
_PAGE = 400
_SCHEMA = """
CREATE TABLE IF NOT EXISTS hypotheses (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, score REAL NOT NULL, alignment TEXT NOT NULL,
    status TEXT NOT NULL, note TEXT NOT NULL
) WITHOUT ROWID
"""
_T = TypeVar("_T")
_Row = tuple[bytes, str, float, str, str, str]


class TranslationMemory:
    """A translator that asks its file first and another translator for the rest.

    The file is SQLite in WAL mode under the cache folder: any number of processes read and write it
    at once. A file that is damaged is set aside and begun anew; one that cannot be used (read-only,
    full disk, locked for long) is left alone for the rest of the run. Either is said in one line.
    """

    def __init__(self, translator: Translator, path: Path) -> None:
        self._translator = translator
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._is_usable = True
        self._turn = Lock()

    @property
    def signature(self) -> str:
        """That of the translator: the memory changes no word."""
        return self._translator.signature

    @property
    def bounds(self) -> Bounds | None:
        """Those of the translator: the scores are remembered, what they mean is not."""
        return self._translator.bounds

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis per text, in order (see Translator); texts kept untranslated are not remembered."""
        unique = tuple(dict.fromkeys(texts))
        nothing: dict[str, Hypothesis] = {}
        known = self._guarded(lambda: self._recall(unique), nothing)
        missing = [text for text in unique if text not in known]
        if missing:
            fresh = dict(zip(missing, self._translator.translate(missing), strict=True))
            self._guarded(lambda: self._remember(fresh.items()), None)
            known = known | fresh
        return [known[text] for text in texts]

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _guarded(self, work: Callable[[], _T], otherwise: _T) -> _T:
        """What ``work`` returns, or ``otherwise`` when the file cannot be used; one thread at a time."""
        with self._turn:
            for _ in range(2):
                if not self._is_usable:
                    return otherwise
                try:
                    return work()
                except (sqlite3.OperationalError, OSError) as error:
                    self._give_up(str(error))
                except sqlite3.DatabaseError as error:
                    self._begin_anew(str(error))
            return otherwise

    def _give_up(self, reason: str) -> None:
        self.close()
        self._is_usable = False
        _log.warning(
            "The translation memory %s cannot be used (%s); going on without it.", self._path, reason
        )

    def _begin_anew(self, reason: str) -> None:
        """Set a damaged file aside; the next attempt makes a new one."""
        self.close()
        _log.warning("The translation memory %s was damaged (%s); it is begun anew.", self._path, reason)
        try:
            self._path.replace(self._path.with_suffix(".damaged"))
            for suffix in ("-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            self._give_up(str(error))

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._connection = connection
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                connection.execute("DROP TABLE IF EXISTS hypotheses")
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        return self._connection

    def _recall(self, texts: Sequence[str]) -> dict[str, Hypothesis]:
        connection = self._open()
        texts_by_key = {self._key(text): text for text in texts}
        found: dict[str, Hypothesis] = {}
        for page in _pages(list(texts_by_key)):
            marks = ",".join("?" * len(page))
            rows = connection.execute(f"SELECT * FROM hypotheses WHERE key IN ({marks})", page)
            found |= {texts_by_key[row[0]]: _read(row) for row in rows}
        return found

    def _remember(self, hypotheses: Iterable[tuple[str, Hypothesis]]) -> None:
        rows = [self._row(text, hypothesis) for text, hypothesis in hypotheses if hypothesis.status != "kept"]
        connection = self._open()
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany("INSERT OR IGNORE INTO hypotheses VALUES (?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.signature}\0{text}".encode("utf-8", "surrogatepass")).digest()

    def _row(self, text: str, hypothesis: Hypothesis) -> _Row:
        pairs = json.dumps(hypothesis.alignment, separators=(",", ":"))
        return (self._key(text), hypothesis.text, hypothesis.score, pairs, hypothesis.status, hypothesis.note)


def _read(row: _Row) -> Hypothesis:
    """A row as a hypothesis; raises sqlite3.DatabaseError for one that no version of ours wrote."""
    _, text, score, pairs, status, note = row
    try:
        alignment = tuple((int(source), int(target)) for source, target in json.loads(pairs))
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError(f"an alignment is not readable: {error}") from error
    if status not in get_args(UnitStatus):
        raise sqlite3.DatabaseError(f"the status {status!r} is unknown")
    return Hypothesis(text, float(score), alignment, cast(Literal["translated"], status), note)


def _pages(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _PAGE):
        yield keys[start : start + _PAGE]
