"""The order of dependence, the sizes of files and functions, and what start-up may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

# From the ground up; a module imports only from lower rows.
ROWS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("records",),
    ("typography", "tongues", "settings", "cache", "places"),
    ("readers", "models", "seq2seq"),
    ("language", "segments", "translation", "quotes", "summary"),
    ("checks",),
    ("brief", "render"),
    ("executors", "store", "outcomes"),
    ("report", "export"),
    ("batch", "evaluation", "proof"),
    ("cli",),
    ("__main__", "__init__"),
)
ROW_OF = {name: number for number, row in enumerate(ROWS) for name in row}
FILES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("torch", "transformers", "ctranslate2", "spacy", "ray", "trafilatura", "rich", "jinja2", "numpy")
HEAVY += ("fsspec", "pyarrow")


def _part(path: Path) -> str:
    """The top-level part a file belongs to: ``pipeline/quotes/marks.py`` → quotes."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def _imported_parts(path: Path) -> set[str]:
    parts: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            parts |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("pipeline.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            parts |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline."):
            parts.add((node.module or "").split(".")[1])
    return parts


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_lower_rows(path: Path) -> None:
    """Siblings of a row never import one another; a part may import itself."""
    part = _part(path)
    for imported in _imported_parts(path) - {part}:
        assert ROW_OF[imported] < ROW_OF[part], f"{part} must not import {imported}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_readable(path: Path) -> None:
    """A file has at most 400 lines, a function at most 60."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_handler_catches_everything_in_silence(path: Path) -> None:
    """No bare ``except``; ``except Exception`` stands only at the two boundaries (article, process)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ExceptHandler):
            continue
        assert node.type is not None, f"bare except in {path.name}:{node.lineno}"
        if isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}:
            assert path.relative_to(PACKAGE).as_posix() in {"brief.py", "cli/boundary.py"}


def test_importing_the_command_loads_no_heavy_library() -> None:
    """``briefs --help`` answers at once because nothing heavy is imported at start."""
    code = f"import sys, pipeline.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
