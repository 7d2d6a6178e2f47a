"""models.txt: which checkpoints there are, where they lie, and whether they are the pinned ones."""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pipeline.cache import cache_root
from pipeline.errors import CheckpointError, SettingsError

__all__ = [
    "Checkpoint",
    "State",
    "cache_root",
    "fetch",
    "load_models",
    "parse_models",
    "refresh_embedded",
    "resolve",
    "select",
    "verify",
]

EMBEDDED = "embedded"
UNKNOWN = "-"
ROLES = ("translation", "summary")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")

_PACKAGE = Path(__file__).parent
_COLUMNS = ("profile", "role", "pair", "name", "where", "revision", "licence", "sha256", "bytes")
_REVISION = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")

# What a Marian or a BART is made of; pickled weights only when there are no safetensors.
_SMALL_FILES = ("*.json", "*.spm", "merges.txt", "README.md", "LICENSE*")

State = Literal["ready", "recorded", "missing", "altered"]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A line of models.txt. ``sha256`` and ``revision`` are "-" when not pinned, ``size`` (bytes) then 0."""

    role: str
    source_language: str
    target_language: str
    name: str
    location: str
    revision: str
    licence: str
    sha256: str
    size: int
    profile: str = EMBEDDED


def parse_models(text: str, origin: str) -> tuple[Checkpoint, ...]:
    """The checkpoints of a models.txt, in the order of its lines.

    ``origin`` names the file in messages. Raises SettingsError for the first line that is wrong.
    """
    checkpoints: list[Checkpoint] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            checkpoint = _parse_line(line, f"{origin}, line {number}")
            if _key(checkpoint) in map(_key, checkpoints):
                raise SettingsError(
                    f"{origin}, line {number}: there is already a {checkpoint.role} checkpoint for "
                    f"{checkpoint.source_language}-{checkpoint.target_language} in profile "
                    f"{checkpoint.profile}; remove one."
                )
            checkpoints.append(checkpoint)
    if not checkpoints:
        raise SettingsError(f"{origin} names no checkpoint; one line each: {' '.join(_COLUMNS)}.")
    return tuple(checkpoints)


def load_models(path: Path | None = None) -> tuple[Checkpoint, ...]:
    """The checkpoints of ``path``, or of the models.txt that comes with the package; raises SettingsError."""
    path = path or shipped_models()
    try:
        return parse_models(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise SettingsError(f"{path} cannot be read ({reason}); name another with --models-file.") from error


def shipped_models() -> Path:
    """The models.txt of the package: inside it when installed, else at the top of the repository."""
    inside = _PACKAGE / "models.txt"
    return inside if inside.is_file() else _PACKAGE.parent / "models.txt"


def select(checkpoints: Sequence[Checkpoint], profile: str, role: str) -> Checkpoint:
    """The checkpoint with that role in that profile; raises SettingsError naming the profiles there are."""
    for checkpoint in checkpoints:
        if (checkpoint.profile, checkpoint.role) == (profile, role):
            return checkpoint
    profiles = sorted({checkpoint.profile for checkpoint in checkpoints if checkpoint.role == role})
    raise SettingsError(
        f"models.txt has no {role} checkpoint in profile {profile!r}; "
        f"choose one of: {', '.join(profiles) or 'none'}."
    )


def resolve(checkpoint: Checkpoint, cache_dir: Path | None = None) -> Path:
    """The folder with the files of a checkpoint, its weights checked against their sha256.

    Embedded ones lie in the package, the others in a cache of the hub (``cache_dir``, else
    ``$HF_HUB_CACHE``, ``$HF_HOME``, the home folder). Nothing is downloaded. Raises CheckpointError
    that names the command to type.
    """
    directory = _find(checkpoint, cache_dir)
    if directory is None:
        raise CheckpointError(_missing(checkpoint))
    _check(checkpoint, directory, cache_dir)
    return directory


def verify(checkpoint: Checkpoint, cache_dir: Path | None = None) -> State:
    """Whether a checkpoint can be used.

    ready: there, as pinned; recorded: there, with the hash of the first download; missing; altered.
    """
    directory = _find(checkpoint, cache_dir)
    if directory is None:
        return "missing"
    try:
        _check(checkpoint, directory, cache_dir)
    except CheckpointError:
        return "altered"
    return "recorded" if checkpoint.sha256 == UNKNOWN else "ready"


def fetch(checkpoint: Checkpoint, cache_dir: Path | None = None) -> Path:
    """The folder of a checkpoint, downloaded at its revision when it is not there yet.

    The only function of this package that goes to the network. Raises CheckpointError.
    """
    if checkpoint.location != EMBEDDED and _find(checkpoint, cache_dir) is None:
        _download(checkpoint, cache_dir)
    return resolve(checkpoint, cache_dir)


def refresh_embedded(models_text: str, origin: str = "models.txt") -> str:
    """``models_text`` with sha256 and size of every embedded checkpoint as they are now; the rest untouched.

    ``origin`` names the file in messages.

    For whoever trains new weights: ``briefs models pin``. Raises CheckpointError when weights are missing.
    """
    lines = models_text.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            checkpoint = _parse_line(line, f"{origin}, line {index + 1}")
            if checkpoint.location == EMBEDDED:
                lines[index] = _pin(line, checkpoint)
    return "".join(lines)


def digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal; read once in a process while size and times stay the same."""
    state = path.stat()
    return _digest(path, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


@lru_cache(maxsize=16)
def _digest(path: Path, *_state: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _parse_line(line: str, place: str) -> Checkpoint:
    fields = line.split()
    if len(fields) != len(_COLUMNS):
        raise SettingsError(f"{place}: {len(fields)} columns, not {len(_COLUMNS)} ({' '.join(_COLUMNS)}).")
    profile, role, pair, name, where, revision, licence, sha256, size = fields
    languages = _PAIR.fullmatch(pair)
    faults = {
        f"the role {role!r} is none of {', '.join(ROLES)}": role not in ROLES,
        f"the pair {pair!r} is not like fr-en": languages is None,
        f"the name {name!r} is not letters, figures, dots and hyphens": not _NAME.fullmatch(name),
        f"{where!r} is neither {EMBEDDED} nor like owner/name": where != EMBEDDED
        and not _REPOSITORY.fullmatch(where),
        f"the revision {revision!r} is not 40 hexadecimal digits": not _is_revision(where, revision),
        f"the sha256 {sha256!r} is neither - nor 64 hexadecimal digits": sha256 != UNKNOWN
        and not _SHA256.fullmatch(sha256),
        f"the size {size!r} is neither - nor a number of bytes": size != UNKNOWN and not size.isdecimal(),
    }
    for fault, is_wrong in faults.items():
        if is_wrong:
            raise SettingsError(f"{place}: {fault}.")
    source, target = languages.groups() if languages else ("", "")
    count = 0 if size == UNKNOWN else int(size)
    return Checkpoint(role, source, target, name, where, revision, licence, sha256, count, profile)


def _is_revision(where: str, revision: str) -> bool:
    return revision == UNKNOWN if where == EMBEDDED else bool(_REVISION.fullmatch(revision))


def _key(checkpoint: Checkpoint) -> tuple[str, ...]:
    return (checkpoint.profile, checkpoint.role, checkpoint.source_language, checkpoint.target_language)


def _pin(line: str, checkpoint: Checkpoint) -> str:
    """The line with its last two columns filled in."""
    directory = _PACKAGE / EMBEDDED / checkpoint.name
    weights = _weights(directory)
    if weights is None:
        raise CheckpointError(f"There are no weights in {directory}; put them there before pinning.")
    start = re.sub(r"\S+\s+\S+\s*$", "", line)
    end = "\n" if line.endswith("\n") else ""
    return f"{start}{digest(weights)}  {weights.stat().st_size}{end}"


def _weights(directory: Path) -> Path | None:
    return next((directory / name for name in WEIGHTS if (directory / name).is_file()), None)


def _find(checkpoint: Checkpoint, cache_dir: Path | None) -> Path | None:
    """The folder that holds the weights of a checkpoint, or None."""
    if checkpoint.location == EMBEDDED:
        places = [_PACKAGE / EMBEDDED / checkpoint.name]
    else:
        folder = f"models--{checkpoint.location.replace('/', '--')}"
        places = [cache / folder / "snapshots" / checkpoint.revision for cache in _hub_caches(cache_dir)]
    return next((place for place in places if (place / "config.json").is_file() and _weights(place)), None)


def _hub_caches(cache_dir: Path | None) -> list[Path]:
    """Where snapshots of the hub may lie, first choice first; the library's own variables count."""
    caches = [cache_dir, cache_dir / "hub"] if cache_dir is not None else []
    if named := os.environ.get("HF_HUB_CACHE"):
        caches.append(Path(named))
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"
    return [cache.expanduser() for cache in [*caches, Path(home) / "hub"]]


def _missing(checkpoint: Checkpoint) -> str:
    if checkpoint.location == EMBEDDED:
        return f"The checkpoint {checkpoint.name} is missing from the package; install it again."
    return (
        f"The checkpoint {checkpoint.name} at revision {checkpoint.revision[:12]} is not on this machine; "
        f"fetch it once with: briefs models fetch --profile {checkpoint.profile}"
    )


def _check(checkpoint: Checkpoint, directory: Path, cache_dir: Path | None) -> None:
    """Raise CheckpointError unless the weights are those of models.txt or of the first download."""
    weights = _weights(directory)
    if weights is None:
        raise CheckpointError(_missing(checkpoint))
    if checkpoint.sha256 == UNKNOWN and checkpoint.location == EMBEDDED:
        raise CheckpointError(f"models.txt does not pin {checkpoint.name}; pin it with: briefs models pin")
    found = digest(weights)
    wanted = checkpoint.sha256
    if wanted == UNKNOWN:
        wanted = _recorded(checkpoint, found, cache_dir)
    if found != wanted:
        raise CheckpointError(
            f"The weights {weights} are not the pinned ones (sha256 {found[:12]}…, not {wanted[:12]}…); "
            f"{_remedy(checkpoint, directory)}"
        )


def _remedy(checkpoint: Checkpoint, directory: Path) -> str:
    if checkpoint.location == EMBEDDED:
        return "install bilingual-briefs again."
    return f"remove {directory} and run: briefs models fetch --profile {checkpoint.profile}"


def _recorded(checkpoint: Checkpoint, found: str, cache_dir: Path | None) -> str:
    """The hash recorded when the file was first seen; ``found`` is recorded when there is none."""
    record = cache_root(cache_dir) / "first-seen" / f"{checkpoint.name}@{checkpoint.revision}.sha256"
    try:
        if record.is_file():
            return record.read_text(encoding="ascii").strip()
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(found + "\n", encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise CheckpointError(
            f"The hash of {checkpoint.name} cannot be kept in {record.parent} ({error}); "
            "name a folder you can write to with --cache-dir."
        ) from error
    return found


def _download(checkpoint: Checkpoint, cache_dir: Path | None) -> None:
    """The snapshot of a hub repository at its revision, weights as safetensors when there are any."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError

    cache = cache_dir / "hub" if cache_dir is not None else None
    try:
        for weights in WEIGHTS:
            snapshot_download(
                checkpoint.location,
                revision=checkpoint.revision,
                allow_patterns=[*_SMALL_FILES, weights],
                cache_dir=cache,
            )
            if _find(checkpoint, cache_dir) is not None:
                return
    except (OSError, ValueError, HfHubHTTPError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise CheckpointError(
            f"The checkpoint {checkpoint.name} cannot be fetched from the hub ({reason}); "
            "check the network and try again."
        ) from error
    raise CheckpointError(
        f"{checkpoint.location} at {checkpoint.revision[:12]} holds none of {', '.join(WEIGHTS)}; "
        "correct its line in models.txt."
    )
