"""From what the user names to sources: files, folders, patterns and standard input."""

import glob
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.places import Place, Remote, is_remote, place
from pipeline.readers.base import Source, Unreadable, describe
from pipeline.readers.html import is_html

STDIN = "-"
_STDIN_ORIGIN = "standard input"
_WEB = re.compile(r"^(?:https?|ftp)://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
# What a run writes into the folder of an article, and beside those folders.
_BRIEF = "brief.json"
_MANIFEST = "manifest.json"
_RUN = re.compile(r"run(?:-\d+-of-\d+)?\.json")
_REPORT = "REPORT.md"
_COLLECTION = ".jsonl"
_COMPRESSED = (".gz", ".zst")
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
    names = list(inputs)
    for name in names:
        if is_remote(name) and not _WEB.match(name):
            place(name)  # a library that is missing stops the run now, not after the articles before it
    seen: set[str] = set()
    for name in names:
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
    if source.path is None:
        return _STDIN_ORIGIN
    return str(source.path.resolve() if isinstance(source.path, Path) else source.path)


def _expand(name: str, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    if name == STDIN:
        yield _standard_input()
    elif not name.strip():
        yield Unreadable(name, "an empty name was given; name a file, a folder, a pattern or -.")
    elif _WEB.match(name):
        yield Unreadable(
            name, f"{name}: a web address; nothing is downloaded, so save the page as .html first."
        )
    elif is_remote(name):
        yield from _remote(name, suffixes)
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


def _remote(name: str, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    where = Remote(name)
    try:
        if where.is_dir():
            yield from _folder(where, suffixes)
        elif where.is_file():
            yield _file(where, suffixes)
        elif not _PATTERN.search(name):
            yield Unreadable(name, f"{name}: there is no such file, folder or bucket; check the URL.")
        else:
            matches = [match for match in where.glob("") if match.is_file()]
            if not matches:
                yield Unreadable(name, f"{name}: no file matches this pattern; check the URL.")
            yield from (_file(match, suffixes) for match in matches)
    except OSError as error:
        yield Unreadable(name, f"{name}: {describe(error)}.")


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
    else:
        yield _file(path, suffixes)


def _file(path: Place, suffixes: Collection[str]) -> Source | Unreadable:
    if _suffix(path.name) in suffixes:
        return _source(path)
    return Unreadable(str(path), _unknown(path, suffixes))


def _unknown(path: Place, suffixes: Collection[str]) -> str:
    suffix = _suffix(path.name)
    known = ", ".join(sorted(suffixes))
    if suffix in _ADVICE:
        return f"{path}: {suffix} files are not read; {_ADVICE[suffix]}."
    return (
        f"{path}: {suffix + ' is not a' if suffix else 'it has no'} suffix of an article; use one of {known}."
    )


def _folder(folder: Place, suffixes: Collection[str]) -> Iterator[Source | Unreadable]:
    problems: list[OSError] = []
    paths: list[Any] = []
    for where, folders, files in _walk(folder, problems):
        if _is_brief(files):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        skipped = _REPORT if any(map(_RUN.fullmatch, files)) else None
        paths += [where / name for name in files if name != skipped and _is_article(name, suffixes)]
    for error in problems:
        closed = str(error.filename or folder)
        yield Unreadable(closed, f"{closed}: {describe(error)}.")
    if not paths and not problems:
        known = ", ".join(sorted(suffixes))
        yield Unreadable(str(folder), f"{folder}: no article in this folder (looked for {known}).")
    yield from map(_source, sorted(paths))


def _walk(folder: Place, problems: list[OSError]) -> Iterator[tuple[Place, list[str], list[str]]]:
    """Yield each folder, the names of its folders (take away what is not to be entered) and its files."""
    if isinstance(folder, Path):
        for where, folders, files in os.walk(folder, onerror=problems.append):
            yield Path(where), folders, files
    else:
        yield from folder.walk()


def _is_brief(files: Collection[str]) -> bool:
    """Tell whether a folder of ``files`` is what a run wrote for one article, perhaps no longer whole.

    A manifest.json without any brief beside it is somebody else's, of a saved web page for instance.
    """
    return _BRIEF in files or (_MANIFEST in files and any(name.startswith("brief.") for name in files))


def _is_article(name: str, suffixes: Collection[str]) -> bool:
    """Tell whether a file of a folder is read; ``~$`` begins the lock files of Word."""
    return _suffix(name) in suffixes and not name.startswith((".", "~$"))


def _source(path: Place) -> Source:
    suffix = _suffix(path.name)
    stem = path.name[: len(path.name) - len(suffix)]
    return Source(origin=str(path), stem=stem, suffix=suffix, path=path)


def _suffix(name: str) -> str:
    """Return what tells the reader: ".jsonl.gz" of a compressed collection, else the last suffix."""
    last = Path(name).suffix.lower()
    inner = Path(name).with_suffix("").suffix.lower() if last in _COMPRESSED else ""
    return inner + last if inner == _COLLECTION else last


def _standard_input() -> Source:
    data = sys.stdin.buffer.read()
    return Source(origin=_STDIN_ORIGIN, stem="stdin", suffix=_sniff(data), data=data)


def _sniff(data: bytes) -> str:
    """Return the suffix that fits what came on standard input; ``.txt`` when nothing speaks against it."""
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    text = head.decode("latin-1")
    if data.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(b"%pdf-"):
        return ".pdf"
    if head.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return ".docx"
    if is_html(text):
        return ".html"
    return ".jsonl" if re.match(r'\{\s*"', text) else ".txt"
