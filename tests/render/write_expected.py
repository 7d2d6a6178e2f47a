"""Write the golden files again: ``python -m tests.render.write_expected``; then read the diff."""

from pathlib import Path

from pipeline.render import FORMATS
from pipeline.render.report import report_markdown, run_json
from tests.render import factory

EXPECTED = factory.DATA / "expected"
GOLDEN_FORMATS = ("json", "md", "txt", "csv", "tmx")


def expected_files() -> dict[str, bytes]:
    """File name → content, of every format whose text a person can read in a diff."""
    briefs = {"": factory.brief(), "empty-": factory.empty()}
    files = {
        f"{prefix}{FORMATS[name].file_name}": as_bytes(FORMATS[name].render(brief))
        for prefix, brief in briefs.items()
        for name in GOLDEN_FORMATS
    }
    outcomes = factory.outcomes()
    files["REPORT.md"] = as_bytes("".join(report_markdown(outcomes, factory.SIGNATURE)))
    files["run.json"] = as_bytes("".join(run_json(outcomes, factory.SIGNATURE)))
    return files


def as_bytes(content: str | bytes) -> bytes:
    """The bytes a store writes."""
    return content.encode("utf-8") if isinstance(content, str) else content


def main(folder: Path = EXPECTED) -> None:
    """Write every file into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in expected_files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
