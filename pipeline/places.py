"""Places: where articles lie and briefs go, a local path or a URL that fsspec knows.

``Remote`` has the few methods of ``pathlib.Path`` that readers and the store need, so that one code
serves a folder and ``s3://bucket/folder``. Local paths never come here: fsspec is imported when the
first URL is used. Whatever a storage library raises arrives as an OSError in plain words.

Object stores have no folders and rename nothing; a file is there when its upload has ended.
"""

import errno
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from types import ModuleType

_URL = re.compile(r"(?:[a-z0-9+.-]+::)*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# What pip calls the library of a scheme; fsspec's own words say it for the others.
_LIBRARIES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}
# Elsewhere a folder comes with its first file. On s3, making one could make a bucket that was mistyped.
_WITH_FOLDERS = frozenset({"file", "local", "sftp", "ssh", "smb", "hdfs", "webhdfs", "webdav"})
# Errors of storage libraries that are no OSError: looked up only where the library is loaded.
_FOREIGN = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("gcsfs.retry", "HttpError"),
    ("azure.core.exceptions", "AzureError"),
    ("aiohttp.client_exceptions", "ClientError"),
)


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or folder with a URL; no slash at its end, unless it is the root of its scheme."""

    url: str

    def __post_init__(self) -> None:
        scheme, _, rest = self.url.partition("://")
        object.__setattr__(self, "url", f"{scheme.lower()}://{rest.rstrip('/')}")

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, name: str) -> "Remote":
        return Remote(f"{self.url}{'' if self.url.endswith('/') else '/'}{name}")

    def __lt__(self, other: "Remote") -> bool:
        """In the order of paths, which compare part by part: a/b stands before a-b."""
        return self.url.split("/") < other.url.split("/")

    @property
    def scheme(self) -> str:
        """What stands before ``://``."""
        return self.url.partition("://")[0]

    @property
    def name(self) -> str:
        """The last part."""
        return self._pure.name

    @property
    def stem(self) -> str:
        """The last part without its suffix."""
        return self._pure.stem

    @property
    def parent(self) -> "Remote":
        """The folder it is in."""
        return Remote(self.url[: len(self.url) - len(self.name)])

    @property
    def bucket(self) -> "Remote | None":
        """The bucket it is in, which has to be there before anything is written; None for other schemes."""
        first = self._pure.parts[:1]
        return Remote(f"{self.scheme}://{first[0]}") if first and self.scheme in _LIBRARIES else None

    @property
    def _pure(self) -> PurePosixPath:
        return PurePosixPath(self.url.partition("://")[2])

    def is_file(self) -> bool:
        """Whether there is such a file."""
        with _storage(self) as (system, path):
            return bool(system.isfile(path))

    def is_dir(self) -> bool:
        """Whether something lies below."""
        with _storage(self) as (system, path):
            return bool(system.isdir(path))

    def size(self) -> int:
        """Bytes of the file."""
        with _storage(self) as (system, path):
            return int(system.size(path))

    def read_bytes(self) -> bytes:
        """The whole file."""
        with _storage(self) as (system, path):
            return bytes(system.cat_file(path))

    def read_text(self, encoding: str) -> str:
        """The whole file, decoded."""
        return self.read_bytes().decode(encoding)

    def read_all(self, names: Sequence[str]) -> dict[str, bytes | OSError]:
        """The files of these names in the folder, or why not; side by side where the storage can."""
        with _storage(self) as (system, _):
            paths = {name: system._strip_protocol((self / name).url) for name in names}
            found = system.cat(list(paths.values()), on_error="return") if paths else {}
        return {name: _bytes_or_error(found.get(path), self / name) for name, path in paths.items()}

    def write_bytes(self, data: bytes) -> None:
        """Write the file."""
        self.parent.write_all({self.name: data})

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Write the files of these names in the folder, side by side where the storage can."""
        with _storage(self) as (system, path):
            if self.scheme in _WITH_FOLDERS:
                system.makedirs(path, exist_ok=True)
            system.pipe({system._strip_protocol((self / name).url): data for name, data in files.items()})

    def upload(self, file: Path) -> None:
        """Write the file from a local one, in parts when it is large."""
        with _storage(self) as (system, path):
            if self.scheme in _WITH_FOLDERS:
                system.makedirs(system._parent(path), exist_ok=True)
            system.put_file(str(file), path)

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove the file; FileNotFoundError when there is none, unless that is all right."""
        try:
            with _storage(self) as (system, path):
                system.rm_file(path)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def iterdir(self) -> Iterator["Remote"]:
        """What lies directly in the folder; nothing when there is no such folder."""
        with _storage(self) as (system, path):
            names = system.ls(path, detail=False) if system.isdir(path) else []
        return map(self._named, names)

    def glob(self, pattern: str) -> Iterator["Remote"]:
        """The files in the folder that match, in order; with ``""`` the URL itself is the pattern."""
        with _storage(self / pattern if pattern else self) as (system, path):
            names = system.glob(path)
        return iter(sorted(map(self._named, names)))

    def files(self) -> list["Remote"]:
        """All files below the folder, at any depth, in order, from one listing."""
        with _storage(self) as (system, path):
            return sorted(map(self._named, system.find(path)))

    def walk(self) -> Iterator[tuple["Remote", list[str], list[str]]]:
        """Folder, names of its folders, names of its files, from the top; removed names are not entered."""
        with _storage(self) as (system, path):
            for folder, folders, files in system.walk(path, on_error="raise"):
                yield self._named(folder), folders, files

    def _named(self, path: str) -> "Remote":
        """What fsspec calls ``path``, as the user would write it: memory://a, not memory:///a."""
        system, own = _resolve(self)
        if not own:
            return Remote(f"{self.url}{path.lstrip('/')}")
        if not self.url.endswith(own):
            return Remote(str(system.unstrip_protocol(path)))
        return Remote(f"{self.url.removesuffix(own)}{path}")


Place = Path | Remote


def is_remote(name: str) -> bool:
    """Whether a name is a URL rather than a local path."""
    return _URL.match(name) is not None


def place(name: str) -> Place:
    """The place of that name; SettingsError when it is empty, its scheme unknown or its library missing."""
    if not name.strip():
        raise SettingsError("An empty name was given where a file, folder or URL belongs; check the command.")
    if not is_remote(name):
        return Path(name)
    if "::" in name:
        raise SettingsError(f"{name}: URLs joined by :: are not supported; unpack the file first.")
    remote = Remote(name)
    _resolve(remote)
    return remote


def size_of(where: Place) -> int:
    """Bytes of a file."""
    return where.size() if isinstance(where, Remote) else where.stat().st_size


def read_all(folder: Place, names: Sequence[str]) -> dict[str, bytes | OSError]:
    """The files of these names below the folder, or why not; side by side where the storage can."""
    if isinstance(folder, Remote):
        return folder.read_all(names)
    return {name: _read(folder / name) for name in names}


def _read(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


@contextmanager
def opened(where: Place, in_order: bool = True) -> Iterator[BinaryIO]:
    """The file, open for reading in parts; for a reader that jumps about in it nothing is read ahead."""
    if isinstance(where, Path):
        with where.open("rb") as file:
            yield file
        return
    options = {} if in_order else {"cache_type": "none"}
    with _storage(where) as (system, path), system.open(path, "rb", **options) as file:
        yield file


def _resolve(where: Remote) -> tuple[Any, str]:
    """The file system of a URL, which fsspec keeps for all calls, and what the file is called there."""
    fsspec = _import_fsspec()
    # A listing that is kept grows with the corpus and goes stale when another run writes.
    options = {"use_listings_cache": False} if where.scheme in _LIBRARIES else {}
    try:
        system, path = fsspec.url_to_fs(where.url, **options)
    except ValueError as error:
        raise SettingsError(f"{where.url}: {where.scheme}:// is not known; check the URL.") from error
    except ImportError as error:
        library = _LIBRARIES.get(where.scheme)
        advice = f"type: pip install {library}" if library else str(error)
        raise SettingsError(f"{where.url}: {where.scheme}:// needs another library; {advice}") from error
    return system, str(path)


@contextmanager
def _storage(where: Remote) -> Iterator[tuple[Any, str]]:
    """File system and path of a URL; what goes wrong within is an OSError whose ``strerror`` has words."""
    resolved = _resolve(where)
    try:
        yield resolved
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, "no such file, folder or bucket", where.url) from error
    except PermissionError as error:
        raise PermissionError(errno.EACCES, "permission denied", where.url) from error
    except _foreign() as error:
        raise OSError(getattr(error, "errno", None) or errno.EIO, _in_words(error), where.url) from error


def _foreign() -> tuple[type[Exception], ...]:
    loaded = ((sys.modules.get(module), name) for module, name in _FOREIGN)
    return (OSError, *(getattr(module, name) for module, name in loaded if module is not None))


def _in_words(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(words.split()).rstrip(".") or type(error).__name__


def _bytes_or_error(found: object, where: Remote) -> bytes | OSError:
    if isinstance(found, bytes | bytearray):
        return bytes(found)
    try:
        with _storage(where):
            raise found if isinstance(found, Exception) else FileNotFoundError
    except OSError as error:
        return error


def _import_fsspec() -> "ModuleType":
    try:
        import fsspec
    except ImportError as error:
        raise SettingsError("URLs need fsspec; type: pip install 'bilingual-briefs[remote]'") from error
    module: ModuleType = fsspec
    return module
