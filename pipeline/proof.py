"""Proof of an output folder: its briefs, the report beside them, their articles, and one digest of all.

The hashes of a manifest prove that a brief is as it was written to everybody but a forger, who alters file
and hash alike. Against him stands the digest: one number over all manifests, to be noted or signed elsewhere.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline import report, store
from pipeline.errors import SettingsError
from pipeline.places import Place, is_remote, place
from pipeline.readers import Unreadable, iter_articles
from pipeline.readers.fields import Named
from pipeline.records import Article
from pipeline.render import FORMATS

Which = Literal["local", "all", "none"]
_COLLECTIONS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles behind the briefs: how many are as they were read, what changed (one sentence each), and
    the origins of those that are not there to be compared."""

    same: int
    changed: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found; ``problems`` are sentences, ``digest`` is hex and proves something only without them.

    ``is_reported``: whether the report of a run lies beside the briefs, which alone can tell that none of
    them is missing.
    """

    briefs: int
    problems: tuple[str, ...]
    sources: Sources
    digest: str
    is_reported: bool


@dataclass(frozen=True, slots=True)
class _Source:
    """What a brief was made from; ``spot`` says where in its file it stands: "" or ":LINE"."""

    folder: Place
    origin: str
    spot: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Now:
    """The hash of an article as it is now, or why there is none."""

    sha256: str
    error: str = ""


_GONE = _Now("", "it is no longer in the file")


def prove(output: Place, folders: Sequence[Place], which: Which = "local", named: Named = ()) -> Proof:
    """Compare briefs with manifests, the report with the briefs, and the articles with what was read.

    ``folders`` are those of the briefs at or below ``output``. ``which`` articles are read again: local
    files alone, since what a manifest names should open no connection; all; none. ``named`` is what
    the user calls the fields of collections.
    """
    problems = [problem for folder in folders for problem in store.verify_folder(folder)]
    is_batch = list(folders) != [output]
    if is_batch:
        problems += [*_strays(output, folders), *report.verify_report(output)]
    sources = compare_sources(output.parent if is_batch else output.parent.parent, folders, which, named)
    return Proof(
        briefs=len(folders),
        problems=(*problems, *sources.changed),
        sources=sources,
        digest=digest(folders) if is_batch else _hash(output / store.MANIFEST),
        is_reported=not is_batch or report.is_reported(output),
    )


def _strays(output: Place, folders: Sequence[Place]) -> Iterator[str]:
    """A sentence for each folder of ``output`` that looks like a brief and is none."""
    known = {folder.name for folder in folders}
    for child in output.iterdir():
        if child.name in known or child.name.startswith(".") or not child.is_dir():
            continue
        held = {entry.name for entry in child.iterdir()} & {one.file_name for one in FORMATS.values()}
        if held:
            yield f"{child}: holds {', '.join(sorted(held))} without a manifest; no run wrote it so."


def digest(folders: Iterable[Place]) -> str:
    """One sha256 (hex) of all briefs, whose files their manifests prove; the report is not part of it.

    It is what ``LC_ALL=C sha256sum */manifest.json | sha256sum`` prints in the output folder, so that nobody
    needs this program to check it.
    """
    total = hashlib.sha256()
    for folder in sorted(folders, key=lambda one: one.name):
        total.update(f"{_hash(folder / store.MANIFEST)}  {folder.name}/{store.MANIFEST}\n".encode())
    return total.hexdigest()


def compare_sources(base: Place, folders: Iterable[Place], which: Which, named: Named) -> Sources:
    """Read every article once more and compare it with the hash in the manifest of its brief.

    A relative name is looked for where the command runs, then in ``base``. Each file is read once, a
    collection article by article.
    """
    changed: list[str] = []
    absent: list[str] = []
    same = 0
    for file, wanted in _by_file(folders).items():
        path = None if which == "none" or (is_remote(file) and which != "all") else _found(file, base)
        if path is None:
            absent += [one.origin for one in wanted]
            continue
        now = _read_again(path, {one.spot for one in wanted}, named)
        reasons = [_difference(one, now.get(one.spot, _GONE)) for one in wanted]
        same += reasons.count(None)
        changed += [reason for reason in reasons if reason is not None]
    return Sources(same, tuple(changed), tuple(absent))


def _by_file(folders: Iterable[Place]) -> dict[str, list[_Source]]:
    """What the manifests name, by file; an article that changed has two briefs."""
    files: dict[str, list[_Source]] = {}
    for folder in folders:
        manifest = store.read_manifest(folder)
        if manifest is None:
            continue
        file, _, line = manifest.origin.rpartition(":")
        is_line = line.isdecimal() and file.lower().endswith(_COLLECTIONS)
        file, spot = (file, f":{line}") if is_line else (manifest.origin, "")
        files.setdefault(file, []).append(_Source(folder, manifest.origin, spot, manifest.source_sha256))
    return files


def _found(file: str, base: Place) -> str | None:
    """The name under which the file is there, None when it is not or nothing can be said of it."""
    candidates = [file]
    if isinstance(base, Path) and not is_remote(file):
        candidates.append(str(base / file))
    for name in candidates:
        try:
            if place(name).is_file():
                return name
        except (OSError, ValueError, SettingsError):
            continue
    return None


def _read_again(path: str, spots: Set[str], named: Named) -> dict[str, _Now]:
    """What stands at these spots of a file now; "" is the whole of one that holds a single article."""
    found = {}
    for item in iter_articles([path], named):
        spot = item.origin.removeprefix(path)
        if spot in spots:
            found[spot] = _Now(store.source_hash(item)) if isinstance(item, Article) else _Now("", item.error)
        elif isinstance(item, Unreadable) and not spot:
            return dict.fromkeys(spots, _Now("", item.error))
    return found


def _difference(source: _Source, now: _Now) -> str | None:
    """What is other about an article than when it was read, in a sentence; None when nothing is."""
    if now.sha256 == source.sha256:
        return None
    what = f"cannot be read any more ({now.error.rstrip('.')})" if now.error else "has changed"
    return f"{source.folder}: its source {source.origin} {what} since it was briefed; brief it again."


def _hash(file: Place) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
