"""Output folders: one per article, written in one go, and proof of what is in them.

``outputs/<article id>/`` holds the rendered files and ``manifest.json``: the hash of the source, the
signature of the settings and the hash of every file. A folder is written under a temporary name and
renamed into place, so that a killed run leaves the old folder, the new one or none, never a mixture.
A store behind a URL renames nothing: there the manifest is written last, and until it agrees with the
files the article is not done.
"""

import contextlib
import hashlib
import json
import os
import shutil
import socket
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import PipelineError
from pipeline.places import Place, Remote, read_all
from pipeline.records import Article, Brief, Trust
from pipeline.render import FORMATS, from_json

MANIFEST = "manifest.json"
ALWAYS = "json"
_TEMPORARY = ".tmp-"
_SWAPS = 5
_PAGE = 256


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an output folder claims about itself; ``files`` are pairs (name, sha256)."""

    article_id: str
    origin: str
    source_sha256: str
    signature: str
    trust: Trust
    files: tuple[tuple[str, str], ...]


def source_hash(article: Article) -> str:
    """Sha256 (hex) of everything of an article that reaches its brief, the origin left out."""
    fields = (article.id, article.text, article.title, article.published, article.byline, article.url)
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def folder_of(root: Place, article: Article) -> Place:
    """The output folder of an article below ``root``; whether it exists is another question."""
    return root / article.id


def read_manifest(folder: Place) -> Manifest | None:
    """The manifest of an output folder, or None when there is none or it cannot be read."""
    return _parsed(read_all(folder, [MANIFEST])[MANIFEST])


def read_manifests(root: Place, names: Sequence[str]) -> list[Manifest | None]:
    """The manifests of the output folders of these names, in order, asked for side by side."""
    found = read_all(root, [f"{name}/{MANIFEST}" for name in names])
    return [_parsed(found[f"{name}/{MANIFEST}"]) for name in names]


def _parsed(found: bytes | OSError) -> Manifest | None:
    if isinstance(found, OSError):
        return None
    try:
        data = json.loads(found)
        files = tuple((str(name), str(digest)) for name, digest in data["files"].items())
        return Manifest(
            article_id=data["article_id"],
            origin=data["origin"],
            source_sha256=data["source_sha256"],
            signature=data["signature"],
            trust=Trust(**data["trust"]),
            files=files,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def find_done(root: Place, article: Article, signature: str) -> Manifest | None:
    """The manifest that proves the article was briefed with these settings, or None.

    A folder with a file that is missing or altered is not done: it is written anew.
    """
    folder = folder_of(root, article)
    manifest = read_manifest(folder)
    if manifest is None or manifest.signature != signature or manifest.source_sha256 != source_hash(article):
        return None
    return None if any(_file_problems(folder, manifest)) else manifest


def missing_formats(manifest: Manifest, formats: Iterable[str]) -> tuple[str, ...]:
    """The formats asked for whose file the folder does not hold yet."""
    present = {name for name, _ in manifest.files}
    return tuple(name for name in formats if FORMATS[name].file_name not in present)


def write_brief(root: Place, brief: Brief, formats: Sequence[str]) -> Place:
    """The folder now holding the brief in the given formats (brief.json always).

    Raises PipelineError when the folder cannot be written; what stood there before then still does.
    """
    target = folder_of(root, brief.article)
    files = _rendered(brief, formats)
    try:
        if isinstance(target, Remote):
            _upload(target, files)
        else:
            _put_in_place(target, files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PipelineError(
            f"Cannot write the brief to {target}: {reason}; free or change the folder."
        ) from error
    return target


def add_formats(root: Place, article: Article, formats: Sequence[str]) -> Place:
    """The folder of a finished article with further formats rendered from its brief.json."""
    folder = folder_of(root, article)
    return write_brief(root, load_brief(folder), tuple(dict.fromkeys([*formats_in(folder), *formats])))


def formats_in(folder: Place) -> tuple[str, ...]:
    """The names of the formats whose file lies in an output folder."""
    return tuple(name for name, renderer in FORMATS.items() if (folder / renderer.file_name).is_file())


def load_brief(folder: Place) -> Brief:
    """The brief of an output folder; PipelineError when its brief.json is missing or damaged."""
    path = folder / FORMATS[ALWAYS].file_name
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, PipelineError) as error:
        raise PipelineError(f"Cannot read {path} ({error}); run `briefs run` again with --force.") from error


def load_briefs(folders: Iterable[Place]) -> tuple[list[Brief], list[str]]:
    """The briefs of these folders, and one sentence for each that is damaged."""
    briefs: list[Brief] = []
    damaged: list[str] = []
    for folder in folders:
        try:
            briefs.append(load_brief(folder))
        except PipelineError as error:
            damaged.append(str(error))
    return briefs, damaged


def brief_folders(path: Place) -> Iterator[Place]:
    """The output folders at or below ``path``, sorted by name; those that lost their manifest too."""
    return (folder for folder, _ in manifests(path))


def manifests(path: Place) -> Iterator[tuple[Place, Manifest | None]]:
    """The output folders at or below ``path``, each with its manifest, None for one that is damaged.

    Many manifests are asked for at once: a store far away would take hours for them one by one.
    """
    if (path / MANIFEST).is_file() or (path / FORMATS[ALWAYS].file_name).is_file():
        yield path, read_manifest(path)
        return
    children = sorted(path.iterdir(), key=_name) if path.is_dir() else []
    names = [child.name for child in children if not child.name.startswith(".")]
    for start in range(0, len(names), _PAGE):
        page = names[start : start + _PAGE]
        found = read_all(path, [f"{name}/{MANIFEST}" for name in page])
        for name, data in zip(page, found.values(), strict=True):
            if isinstance(data, bytes) or (path / name / FORMATS[ALWAYS].file_name).is_file():
                yield path / name, _parsed(data)


def verify_folder(folder: Place) -> tuple[str, ...]:
    """What was altered in an output folder since it was written, one sentence each; empty when intact."""
    manifest = read_manifest(folder)
    if manifest is None:
        return (f"{folder}: {MANIFEST} is missing or damaged; run the article again.",)
    problems = list(_file_problems(folder, manifest))
    extra = {entry.name for entry in folder.iterdir()} - {name for name, _ in manifest.files} - {MANIFEST}
    problems += [f"{folder / name}: not in the manifest." for name in sorted(extra)]
    return tuple(problems) or _source_problem(folder, manifest)


def check_writable(root: Place) -> None:
    """Raise PipelineError when nothing can be written to ``root``: told before any work, not after hours.

    Nothing is made or touched. Behind a URL only the bucket is asked for; whether it takes files, the
    first brief tells.
    """
    if isinstance(root, Remote):
        _check_bucket(root)
        return
    path = root.absolute()
    place = next(one for one in (path, *path.parents) if os.path.exists(one))
    if not os.access(place, os.W_OK | os.X_OK):
        raise PipelineError(f"Nothing can be written to {place}; change its rights or name another with -o.")


def _check_bucket(root: Remote) -> None:
    try:
        missing = root.bucket is not None and not root.bucket.is_dir()
    except OSError as error:
        raise PipelineError(f"Nothing can be written to {root}: {error.strerror}; check the URL.") from error
    if missing:
        raise PipelineError(f"Nothing can be written to {root}: no such bucket, or it is closed to you.")


def clean_leftovers(root: Place) -> None:
    """Remove what runs of this machine left that are no longer alive; behind a URL there is nothing."""
    if isinstance(root, Remote):
        return
    host = _host()
    for path in root.glob(f"{_TEMPORARY}*") if root.is_dir() else ():
        _, name, pid = path.name.split("~")[:3] if path.name.count("~") >= 3 else ("", "", "")
        if name != host or not pid.isdigit() or _is_alive(int(pid)):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def write_atomically(path: Place, data: bytes) -> None:
    """Write a file under a temporary name and rename it into place; an upload is whole as it is."""
    with new_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def new_file(path: Place) -> Iterator[BinaryIO]:
    """A file to write to that takes its place, here or at its URL, when it is whole."""
    if isinstance(path, Remote):
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder) / path.name
            with local.open("wb") as file:
                yield file
            path.upload(local)
        return
    temporary = path.with_name(f"{_TEMPORARY}~{_host()}~{os.getpid()}~{path.name}")
    try:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        # The name of the temporary file would tell the user nothing.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _rendered(brief: Brief, formats: Sequence[str]) -> dict[str, bytes]:
    """The files of a brief by name, the manifest last."""
    files: dict[str, bytes] = {}
    for name in dict.fromkeys([ALWAYS, *formats]):
        renderer = FORMATS[name]
        rendered = renderer.render(brief)
        files[renderer.file_name] = rendered.encode() if isinstance(rendered, str) else rendered
    manifest = {
        "article_id": brief.article.id,
        "origin": brief.article.origin,
        "source_sha256": source_hash(brief.article),
        "signature": brief.signature,
        "trust": asdict(brief.trust),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _upload(target: Remote, files: Mapping[str, bytes]) -> None:
    """Write files, then the manifest, then remove what an older brief had besides."""
    target.write_all({name: data for name, data in files.items() if name != MANIFEST})
    (target / MANIFEST).write_bytes(files[MANIFEST])
    for old in target.iterdir():
        if old.name not in files:
            old.unlink(missing_ok=True)


def _put_in_place(target: Path, files: Mapping[str, bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with _temporary_folder(target.parent, target.name) as temporary:
        for name, data in files.items():
            (temporary / name).write_bytes(data)
        _swap(temporary, target)


@contextlib.contextmanager
def _temporary_folder(root: Path, article_id: str) -> Iterator[Path]:
    """A fresh folder whose name says who owns it; gone at the end unless it was renamed away."""
    path = root / f"{_TEMPORARY}~{_host()}~{os.getpid()}~{uuid.uuid4().hex[:8]}-{article_id[:40]}"
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _swap(temporary: Path, target: Path) -> None:
    """Rename ``temporary`` to ``target``; an older target moves aside first and is then removed.

    Killed between the two renames, the article is absent: the next run writes it again.
    """
    if target.is_file():
        raise OSError(None, f"{target.name} is a file")
    for _ in range(_SWAPS):
        aside = temporary.with_name(temporary.name + "-old")
        with contextlib.suppress(FileNotFoundError):
            target.rename(aside)
        try:
            temporary.rename(target)
        except OSError:
            # Another run put its folder there between the two renames: move that one aside in turn.
            shutil.rmtree(aside, ignore_errors=True)
            continue
        shutil.rmtree(aside, ignore_errors=True)
        return
    raise OSError(None, f"another run keeps writing {target.name}")


def _file_problems(folder: Place, manifest: Manifest) -> Iterator[str]:
    """A sentence for each file that is not as the manifest says."""
    found = read_all(folder, [name for name, _ in manifest.files])
    for name, digest in manifest.files:
        data = found[name]
        if isinstance(data, OSError):
            yield f"{folder / name}: {data.strerror or data}."
        elif (now := hashlib.sha256(data).hexdigest()) != digest:
            yield f"{folder / name}: altered since it was written (its sha256 is {now[:12]}…)."


def _source_problem(folder: Place, manifest: Manifest) -> tuple[str, ...]:
    brief = load_brief(folder)
    said = {
        "article_id": (manifest.article_id, brief.article.id),
        "origin": (manifest.origin, brief.article.origin),
        "signature": (manifest.signature, brief.signature),
        "trust": (manifest.trust, brief.trust),
    }
    problems = [
        f"{folder / MANIFEST}: its {name} is not that of brief.json."
        for name, (one, two) in said.items()
        if one != two
    ]
    if folder.name != brief.article.id:
        problems.append(f"{folder}: the folder holds the brief of {brief.article.id}.")
    if source_hash(brief.article) != manifest.source_sha256:
        problems.append(f"{folder}: the article in brief.json is not the one that was read.")
    return tuple(problems)


def _name(path: Place) -> str:
    return path.name


def _host() -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in socket.gethostname())[:40]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
