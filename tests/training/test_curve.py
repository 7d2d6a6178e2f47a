"""The curve of a run."""

from pathlib import Path

from training.curve import draw, read_table


def test_a_table_becomes_a_picture_and_rows_with_gaps_are_left_out(tmp_path: Path) -> None:
    """One panel for each wanted column: two panels stand higher than one."""
    table = tmp_path / "run.tsv"
    table.write_text("tokens\tloss\tdev_bleu\n1000000\t4.0\t2.5\n\t\t\n2000000\t3.0\t7.5\n", encoding="utf-8")
    names, rows = read_table(table)
    assert rows == [[1e6, 4.0, 2.5], [2e6, 3.0, 7.5]]
    heights = []
    for wanted in (["loss"], ["loss", "dev_bleu"]):
        picture = tmp_path / f"{len(wanted)}.png"
        draw(names, rows, wanted, picture)
        head = picture.read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        heights.append(int.from_bytes(head[20:24], "big"))
    assert heights[1] == 2 * heights[0]
