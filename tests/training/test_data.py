"""Packing, batching and the order of batches."""

from pathlib import Path

import numpy as np

from training.data import Stream, collate, load_pack, pack, plan


def test_pack_round_trip(tmp_path: Path) -> None:
    pack([[5, 6], [7]], [[8], [9, 10, 11]], [[(1, 0)], []]).save(tmp_path / "pack.npz")
    data = load_pack(tmp_path / "pack.npz")
    assert len(data) == 2
    assert data.source.tolist() == [5, 6, 7]
    assert data.target_at.tolist() == [0, 1, 4]
    assert data.links.tolist() == [[1, 0]]


def test_collate_closes_shifts_and_pads() -> None:
    data = pack([[5, 6], [7]], [[8], [9, 10, 11]], [[(1, 0), (0, 0)], [(0, 2)]])
    batch = collate(data, np.array([0, 1]), end=0, pad=99)
    assert batch.source.tolist() == [[5, 6, 0, 99], [7, 0, 99, 99]]
    assert batch.inputs.tolist() == [[99, 8, 0, 99], [99, 9, 10, 11]]
    assert batch.labels.tolist() == [8, 0, 9, 10, 11, 0]
    assert batch.linked.tolist() == [0, 0, 6]
    assert batch.linked_to.tolist() == [1, 0, 0]
    assert batch.link_weight.tolist() == [0.5, 0.5, 1.0]
    assert batch.tokens == 3 + 2 + 2 + 4


def test_plan_uses_every_pair_once_within_the_budget(work: Path) -> None:
    data = load_pack(work / "pack.npz")
    rows = np.arange(len(data))
    batches = plan(data, rows, 256, np.random.default_rng(1))
    assert sorted(np.concatenate(batches).tolist()) == rows.tolist()
    for batch in batches:
        made = collate(data, batch, end=0, pad=300)
        assert max(made.source.numel(), made.inputs.numel()) <= 256


def test_a_stream_resumes_where_it_stood(work: Path) -> None:
    data = load_pack(work / "pack.npz")
    order = np.arange(len(data))
    stream = Stream(data, order, 256, seed=5, size=150)
    feed = stream.rows()
    for _ in range(37):
        next(feed)
    other = Stream(data, order, 256, seed=5, size=150)
    other.window, other.batch = stream.window, stream.batch
    again = other.rows()
    for _ in range(40):
        assert next(feed).tolist() == next(again).tolist()
