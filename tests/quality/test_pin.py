"""Pins are made a margin away from the measured value, and a floor never falls by itself."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.quality.gauges import DATA, FLOORS, Gauge, Kind, PinnedPart, lowered, read_floors, write_floors
from tests.quality.gauges import pinned as measure_and_pin
from tests.quality.pin import main

VALUES = st.floats(0, 100, allow_nan=False)
MARGINS = st.sampled_from((0, 0.001, 0.01, 0.5))
KINDS: st.SearchStrategy[Kind] = st.sampled_from(("floor", "ceiling"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented texts and their floors."""
    return Path(shutil.copytree(DATA, tmp_path / "quality"))


def pin(*arguments: object) -> Result:
    """What the command left."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def with_bounds(part: PinnedPart, shift: float) -> PinnedPart:
    """The part with every bound moved by ``shift``."""
    return replace(part, pins=tuple(replace(one, bound=one.bound + shift) for one in part.pins))


@given(KINDS, VALUES, MARGINS)
def test_a_pin_allows_the_value_that_it_was_made_from(kind: Kind, value: float, margin: float) -> None:
    """Whatever the rounding, the same measurement passes its own pin."""
    assert Gauge("figure", kind, margin).pin(value).allows(value)


@given(KINDS, VALUES, MARGINS, VALUES)
def test_a_weaker_pin_allows_all_that_the_stronger_one_allows(
    kind: Kind, value: float, margin: float, other: float
) -> None:
    """Of two pins of one gauge at most one is weaker, and it lets through more."""
    gauge = Gauge("figure", kind, margin)
    one, two = gauge.pin(value), gauge.pin(other)
    assert not (one.is_weaker_than(two) and two.is_weaker_than(one))
    if one.is_weaker_than(two):
        assert one.allows(two.bound)
        assert not two.allows(one.bound)


@pytest.mark.parametrize(
    ("kind", "value", "bound"),
    [("floor", 31.41, 30.91), ("ceiling", 31.41, 31.91), ("floor", 0.2, 0.0), ("floor", 31.41599, 30.9159)],
)
def test_the_bound_lies_the_margin_away_but_not_below_nought(kind: Kind, value: float, bound: float) -> None:
    """Floors below, ceilings above, four decimals, rounded to the side that lets the value pass."""
    assert Gauge("figure", kind, 0.5).pin(value).bound == bound


def test_nothing_that_is_no_number_passes() -> None:
    """A measurement that broke down must not slip through a comparison."""
    assert not Gauge("figure", "floor", 0).pin(1.0).allows(float("nan"))
    assert not Gauge("figure", "ceiling", 0).pin(1.0).allows(float("nan"))


def test_a_pin_that_is_gone_or_changed_sides_counts_as_lowered() -> None:
    """Leaving a gauge out is the easiest way to lower its floor."""
    floor, ceiling = Gauge("one", "floor", 0).pin(1.0), Gauge("two", "ceiling", 0).pin(1.0)
    old = PinnedPart({}, "", (floor, ceiling))
    assert lowered(old, PinnedPart({}, "", (floor,))) == ("two",)
    assert lowered(old, PinnedPart({}, "", (replace(floor, kind="ceiling"), ceiling))) == ("one",)
    assert lowered(old, old) == ()


def test_floors_come_back_from_their_file_as_they_were_written(folder: Path) -> None:
    """Writing what was read changes no byte."""
    before = (folder / FLOORS).read_bytes()
    write_floors(folder, read_floors(folder))
    assert (folder / FLOORS).read_bytes() == before


def test_pinning_again_raises_floors_that_were_too_low(folder: Path) -> None:
    """A part that became better gets a higher floor; parts that are not named keep theirs."""
    pinned = read_floors(folder)
    write_floors(folder, {**pinned, "segments": with_bounds(pinned["segments"], -0.2)})
    assert pin("segments", "--folder", folder).exit_code == 0
    assert read_floors(folder) == {**pinned, "segments": measure_and_pin("segments", folder)}


def test_a_floor_does_not_fall_without_being_asked_to(folder: Path) -> None:
    """The command names the floor, writes nothing and fails; with --lower it does what it is told."""
    pinned = read_floors(folder)
    write_floors(folder, {**pinned, "segments": with_bounds(pinned["segments"], 0.1)})
    before = (folder / FLOORS).read_bytes()
    refused = pin("segments", "quotes", "--folder", folder)
    assert refused.exit_code == 1
    assert "segments.f1, segments.recall" in refused.output
    assert "--lower" in refused.output
    assert (folder / FLOORS).read_bytes() == before
    assert pin("segments", "quotes", "--folder", folder, "--lower").exit_code == 0
    assert read_floors(folder)["segments"] == measure_and_pin("segments", folder)


def test_changed_data_are_pinned_by_their_new_hash(folder: Path) -> None:
    """After pinning, the file in the folder is the pinned one."""
    rows = (folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "quotes.jsonl").write_text(rows[0] + "\n", encoding="utf-8")
    pin("quotes", "--folder", folder, "--lower")
    assert read_floors(folder)["quotes"].data != read_floors(DATA)["quotes"].data


def test_the_first_pins_need_no_file(folder: Path) -> None:
    """Without floors.json the command makes one of the parts that it was given."""
    (folder / FLOORS).unlink()
    assert "(new)" in pin("segments", "--folder", folder).output
    assert list(json.loads((folder / FLOORS).read_text(encoding="utf-8"))) == ["segments"]
