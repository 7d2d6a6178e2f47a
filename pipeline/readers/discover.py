"""From what the user names to sources: files, folders, patterns and standard input."""

import glob
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.readers.base import Source, Unreadable, describe
from pipeline.readers.html import is_html

STDIN = "-"
_STDIN_ORIGIN = "standard input"
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
# What a run writes into the folder of an article, and beside those folders.
_BRIEF = "brief.json"
_MANIFEST = "manifest.json"
_RUN = re.compile(r"run(?:-\d+-of-\d+)?\.json")
_REPORT = "REPORT.md"
_SNIFFED = 65536
_ADVICE = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx or .txt",
    ".json": "use JSON Lines (.jsonl), one article a line",
    ".zip": "unpack it first",
    ".gz": "unpack it first",
    ".xz": "unpack it first",
}


def find(inputs: Iterable[str], suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    """Yield a Source for every article file that ``inputs`` name, each file once.

    The order is that of ``inputs``; the files of a folder come sorted by their path. A folder gives
    only files with one of ``suffixes``, and nothing hidden or written by a run; a file that is named,
    or matched by a pattern, gives an Unreadable when it cannot be read.
    """
    seen: set[str] = set()
    for name in inputs:
        for source in _expand(name, suffixes):
            key = _identity(source)
            if key not in seen:
                seen.add(key)
                yield _printable(source)


def _printable(source: Source | Unreadable) -> Source | Unreadable:
    """Return ``source`` with what it shows of a file name in valid Unicode, whatever the disk has."""
    if isinstance(source, Unreadable):
        return Unreadable(_valid(source.origin), _valid(source.error))
    return replace(source, origin=_valid(source.origin))


def _valid(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _identity(source: Source | Unreadable) -> str:
    if isinstance(source, Unreadable):
        return f"unreadable {source.origin}"
    return str(source.path.resolve()) if source.path is not None else _STDIN_ORIGIN


def _expand(name: str, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    if name == STDIN:
        yield _standard_input()
    elif not name.strip():
        yield Unreadable(name, "an empty name was given; name a file, a folder, a pattern or -.")
    elif _ADDRESS.match(name):
        yield Unreadable(
            name, f"{name}: a web address; nothing is downloaded, so save the page as .html first."
        )
    elif _exists(name) or not _PATTERN.search(name):
        yield from _named(name, suffixes)
    else:
        yield from _matched(name, suffixes)


def _exists(name: str) -> bool:
    try:
        return os.path.lexists(name)
    except ValueError:  # a NUL in the name
        return False


def _matched(pattern: str, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Unreadable(pattern, f"{pattern}: no file matches this pattern; check the path.")
    for match in matches:
        # « ** » matches the folders on the way as well; what is in them, it matches by itself.
        if "**" not in pattern or not Path(match).is_dir():
            yield from _named(match, suffixes)


def _named(name: str, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    path = Path(name)
    try:
        is_folder = path.is_dir()
        path.stat()
    except (OSError, ValueError) as error:
        reason = describe(error) if isinstance(error, OSError) else "not a path"
        yield Unreadable(name, f"{name}: {reason}.")
        return
    if is_folder:
        yield from _folder(path, suffixes)
    elif not path.is_file():
        yield Unreadable(name, f"{name}: neither a file nor a folder.")
    elif path.suffix.lower() in suffixes:
        yield _source(path)
    else:
        yield Unreadable(name, _unknown(path, suffixes))


def _unknown(path: Path, suffixes: Collection[str]) -> str:
    suffix = path.suffix.lower()
    known = ", ".join(sorted(suffixes))
    if suffix in _ADVICE:
        return f"{path}: {suffix} files are not read; {_ADVICE[suffix]}."
    return (
        f"{path}: {suffix + ' is not a' if suffix else 'it has no'} suffix of an article; use one of {known}."
    )


def _folder(folder: Path, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    problems: list[OSError] = []
    paths: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        if _is_brief(files):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        skipped = _REPORT if any(map(_RUN.fullmatch, files)) else None
        paths += [Path(place, name) for name in files if name != skipped and _is_article(name, suffixes)]
    for error in problems:
        where = str(error.filename or folder)
        yield Unreadable(where, f"{where}: {describe(error)}.")
    if not paths and not problems:
        known = ", ".join(sorted(suffixes))
        yield Unreadable(str(folder), f"{folder}: no article in this folder (looked for {known}).")
    yield from map(_source, sorted(paths))


def _is_brief(files: Collection[str]) -> bool:
    """Tell whether a folder of ``files`` is what a run wrote for one article, perhaps no longer whole.

    A manifest.json without any brief beside it is somebody else's, of a saved web page for instance.
    """
    return _BRIEF in files or (_MANIFEST in files and any(name.startswith("brief.") for name in files))


def _is_article(name: str, suffixes: Collection[str]) -> bool:
    """Tell whether a file of a folder is read; ``~$`` begins the lock files of Word."""
    return Path(name).suffix.lower() in suffixes and not name.startswith((".", "~$"))


def _source(path: Path) -> Source:
    return Source(origin=str(path), stem=path.stem, suffix=path.suffix.lower(), path=path)


def _standard_input() -> Source:
    data = sys.stdin.buffer.read()
    return Source(origin=_STDIN_ORIGIN, stem="stdin", suffix=_sniff(data), data=data)


def _sniff(data: bytes) -> str:
    """Return the suffix that fits what came on standard input; ``.txt`` when nothing speaks against it."""
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    text = head.decode("latin-1")
    if head.startswith(b"%pdf-"):
        return ".pdf"
    if head.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return ".docx"
    if is_html(text):
        return ".html"
    return ".jsonl" if re.match(r'\{\s*"', text) else ".txt"
