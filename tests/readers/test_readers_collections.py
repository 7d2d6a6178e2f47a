"""Collections: JSON Lines, packed or not, and Parquet give the same articles, a few at a time."""

import datetime
import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from pipeline.errors import SettingsError
from pipeline.readers import Unreadable, iter_articles
from pipeline.readers.fields import parse_fields
from pipeline.records import Article

ROWS: list[dict[str, Any]] = [
    {"text": "Le conseil a voté mardi la rénovation du pont.", "title": "Le pont", "id": "un"},
    {"text": "La ministre s'est rendue à Brest.\nElle n'a rien promis.", "title": None, "id": "deux"},
    {"text": "Il pleut depuis trois jours sur la Loire.", "title": "", "id": None},
]


def _write(folder: Path, rows: list[dict[str, Any]], form: str) -> Path:
    path = folder / f"corpus{form}"
    if form == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        return path
    lines = "".join(json.dumps(row, default=str) + "\n" for row in rows).encode()
    packed = {".jsonl": lambda data: data, ".jsonl.gz": gzip.compress, ".jsonl.zst": _zstandard}[form]
    path.write_bytes(packed(lines))
    return path


def _zstandard(data: bytes) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _articles(path: Path, *named: str) -> list[Article]:
    found = list(iter_articles([str(path)], parse_fields(named)))
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def _error(path: Path, *named: str) -> str:
    errors = [
        one.error for one in iter_articles([str(path)], parse_fields(named)) if isinstance(one, Unreadable)
    ]
    assert len(errors) == 1, errors
    return errors[0]


@pytest.mark.parametrize("form", [".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_every_form_gives_the_articles_of_plain_json_lines(tmp_path: Path, form: str) -> None:
    """Same ids, texts and titles, whatever the packing; the origin is file and row."""
    plain = _articles(_write(tmp_path, ROWS, ".jsonl"))
    other = _articles(_write(tmp_path, ROWS, form))
    wanted = [(one.id, one.text, one.title) for one in plain]
    assert [(one.id, one.text, one.title) for one in other] == wanted
    assert other[1].origin.endswith(f"corpus{form}:2")


@pytest.mark.parametrize("form", [".jsonl", ".parquet"])
def test_usual_names_and_names_of_the_user_are_understood(tmp_path: Path, form: str) -> None:
    """« corps » is a usual name of a text; « chapo » is not, so it is said with --field."""
    rows = [{"corps": "Le port de Sète a rouvert.", "chapo": "Sète rouvre", "date": "2024-05-02"}]
    path = _write(tmp_path, rows, form)
    (article,) = _articles(path, "title=chapo")
    assert article.title == "Sète rouvre"
    assert article.published == "2024-05-02"
    assert "Sète a rouvert" in article.text
    (article,) = _articles(path, "text=chapo")
    assert article.text.strip().endswith("Sète rouvre")


def test_dates_and_numbers_of_a_column_become_text(tmp_path: Path) -> None:
    """A date in ISO form, an id of digits."""
    rows = [{"text": "Le tram roule.", "published": datetime.date(2024, 5, 2), "id": 17}]
    (article,) = _articles(_write(tmp_path, rows, ".parquet"))
    assert article.published == "2024-05-02"
    assert article.id.startswith("17-")


def test_a_missing_column_says_which_there_are(tmp_path: Path) -> None:
    """The advice names the option to type."""
    error = _error(_write(tmp_path, [{"résumé": "Court.", "n": 1}], ".parquet"))
    assert "only résumé, n" in error
    assert "--field text=NAME" in error
    error = _error(_write(tmp_path, [{"text": "Court."}], ".parquet"), "text=absent")
    assert "no 'absent', only text" in error


@pytest.mark.parametrize("value", ["texte", "corps=body", "text="])
def test_a_field_of_another_form_is_refused(value: str) -> None:
    """FIELD=NAME, with a field that articles have."""
    with pytest.raises(SettingsError, match="write FIELD=NAME"):
        parse_fields([value])


def test_a_bad_row_does_not_stop_the_others(tmp_path: Path) -> None:
    """A null text is named by its row."""
    path = _write(tmp_path, [ROWS[0], {"text": None, "title": "x", "id": "b"}, ROWS[1]], ".parquet")
    found = list(iter_articles([str(path)]))
    assert [type(one).__name__ for one in found] == ["Article", "Unreadable", "Article"]
    assert isinstance(found[1], Unreadable)
    assert found[1].error.startswith(f"{path}:2: ")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.parquet", b"PAR1 torn PAR1", "not a Parquet file, or a damaged one"),
        ("a.parquet", b"", "not a Parquet file, or a damaged one"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "Un."}\n' * 999)[:-9], "damaged or breaks off"),
        ("a.jsonl.gz", b"no gzip", "damaged or breaks off"),
        ("a.jsonl.zst", b"no zstd", "a.jsonl.zst: "),
    ],
)
def test_a_damaged_collection_is_one_sentence(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    """What came before the damage is kept."""
    path = tmp_path / name
    path.write_bytes(data)
    errors = [one.error for one in iter_articles([str(path)]) if isinstance(one, Unreadable)]
    assert len(errors) == 1
    assert sentence in errors[0]


def test_a_parquet_of_one_row_group_is_read_a_few_rows_at_a_time(tmp_path: Path) -> None:
    """20,000 rows of 2 kB in a single row group never stand in memory together (40 MB)."""
    rows = [{"text": f"Ligne {n}. " + "mot " * 500} for n in range(20_000)]
    path = tmp_path / "large.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=20_000)
    del rows
    tracemalloc.start()
    pool = pyarrow.default_memory_pool().bytes_allocated()
    count, peak = 0, 0
    for _ in iter_articles([str(path)]):
        count += 1
        if count % 1000 == 0:
            peak = max(peak, pyarrow.default_memory_pool().bytes_allocated() - pool)
    _, python_peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert python_peak + peak < 25e6
