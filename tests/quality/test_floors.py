"""The pinned floors hold: translation, sentences and quotations on invented texts, without any corpus."""

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from pipeline.evaluation.translation import missing_figures
from tests.quality.gauges import (
    COMMAND,
    DATA,
    FLOORS,
    PARTS,
    Measurement,
    Pin,
    PinnedPart,
    changed_files,
    read_floors,
    read_pairs,
)

GAUGES = [(name, gauge.name) for name, part in PARTS.items() for gauge in part.gauges]
FILES = [(name, file) for name, part in PARTS.items() for file in part.files]


@cache
def measured(name: str) -> Measurement:
    """The figures of a part as it is now, measured once a session."""
    return PARTS[name].measure(DATA)


def require_pinned_data(name: str, part: PinnedPart, folder: Path) -> None:
    """Fail with what to do when a file is not the one that the floors were pinned on."""
    if changed := changed_files(part, folder):
        pytest.fail(
            f"{', '.join(changed)} of {folder} changed since the floors of {name} were pinned: put the "
            f"file back, or pin the floors on the new one with: {COMMAND} {name}",
            pytrace=False,
        )


def pin_of(name: str, gauge: str) -> Pin:
    """The pin of a gauge in floors.json."""
    return next(pin for pin in read_floors(DATA)[name].pins if pin.name == gauge)


@pytest.mark.parametrize("name", PARTS)
def test_the_data_are_those_that_the_floors_were_pinned_on(name: str) -> None:
    """A floor means something only for the very bytes that it was measured on."""
    require_pinned_data(name, read_floors(DATA)[name], DATA)


@pytest.mark.parametrize(("name", "gauge"), GAUGES)
def test_what_is_measured_now_keeps_its_pinned_bound(name: str, gauge: str) -> None:
    """No change of weights, guards or rules may cost quality unnoticed."""
    require_pinned_data(name, read_floors(DATA)[name], DATA)
    value, pin = measured(name).values[gauge], pin_of(name, gauge)
    assert pin.allows(value), (
        f"{name}.{gauge} is {value:.4f}, its {pin.kind} {pin.bound:.4f} "
        f"({pin.measured:.4f} when pinned with {read_floors(DATA)[name].measured_with}; "
        f"now {measured(name).measured_with}). Find out why; if it is meant: {COMMAND} {name} --lower"
    )


def test_every_gauge_has_a_pin_of_its_kind_and_margin() -> None:
    """floors.json holds what the gauges say, in their order, nothing more and nothing less."""
    pins = {
        name: [(pin.name, pin.kind, pin.margin) for pin in part.pins]
        for name, part in read_floors(DATA).items()
    }
    gauges = {name: [(one.name, one.kind, one.margin) for one in part.gauges] for name, part in PARTS.items()}
    assert pins == gauges


@pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name, part in PARTS.items() for file in part.files]
)
def test_a_changed_file_fails_with_its_name_and_the_command(name: str, file: str, tmp_path: Path) -> None:
    """One byte more is enough; the message says which file and what to type."""
    folder = Path(shutil.copytree(DATA, tmp_path / "quality"))
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    with pytest.raises(pytest.fail.Exception, match=rf"{file} of .* changed .*{COMMAND} {name}"):
        require_pinned_data(name, read_floors(folder)[name], folder)


def test_a_missing_data_file_counts_as_changed(tmp_path: Path) -> None:
    """A folder with the floors alone has none of the files that they were pinned on."""
    shutil.copy(DATA / FLOORS, tmp_path)
    assert changed_files(read_floors(tmp_path)["quotes"], tmp_path) == ("quotes.jsonl",)


def test_the_bitext_has_200_different_pairs_of_few_words_and_many() -> None:
    """One-word headings up to sentences of 36 words and more, ALL CAPS, quotations and questions."""
    pairs = read_pairs(DATA)
    lengths = [len(french.split()) for french, _ in pairs]
    assert len(pairs) == len({french for french, _ in pairs}) == 200
    assert min(lengths) == 1
    assert max(lengths) >= 36
    assert sum(french.isupper() for french, _ in pairs) >= 5
    assert sum("«" in french or '"' in french for french, _ in pairs) >= 25
    assert sum(french.rstrip("\u00a0 »").endswith("?") for french, _ in pairs) >= 10
    assert all(line == line.strip() and line for pair in pairs for line in pair)


def test_no_reference_loses_a_figure() -> None:
    """« 20 h 30 » is 20:30 in the references, so that a faultless translation has a mismatch rate of 0."""
    assert [pair for pair in read_pairs(DATA) if missing_figures(*pair)] == []


def test_the_annotated_quotations_stand_where_their_spans_say() -> None:
    """``text[start:end]`` is the content, and it is the ``occurrence``-th of its kind in the text."""
    rows = [json.loads(line) for line in (DATA / "quotes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 4
    for row in rows:
        assert 140 <= len(row["text"].split()) <= 180
        for item in (*row["quotes"], *row["not_quotes"], *row["indirect"]):
            start, end = item["span"]
            assert row["text"][start:end] == item["content"]
            assert row["text"][:end].count(item["content"]) == item.get("occurrence", 1)
