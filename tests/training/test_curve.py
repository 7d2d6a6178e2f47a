"""The curve of a run."""

from pathlib import Path
from xml.etree import ElementTree

from training.curve import draw, read_table


def test_curve(tmp_path: Path) -> None:
    table = tmp_path / "run.tsv"
    table.write_text("tokens\tloss\tdev_bleu\n1000000\t4.0\t2.5\n\t\t\n2000000\t3.0\t7.5\n", encoding="utf-8")
    names, rows = read_table(table)
    assert rows == [[1e6, 4.0, 2.5], [2e6, 3.0, 7.5]]
    root = ElementTree.fromstring(draw(names, rows, ["loss", "dev_bleu"]))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "2.0 M tokens" in texts
    assert {"2.5", "7.5", "3", "4"} <= set(texts)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 2
