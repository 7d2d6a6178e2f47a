"""Reports of a batch on disk: ``run.json`` and ``REPORT.md``, one pair over all shards.

A shard writes ``run-2-of-8.json`` beside the others; ``merge_reports`` puts them together afterwards,
so that shards need to know nothing of one another.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import store
from pipeline.errors import PipelineError
from pipeline.outcomes import OutcomeLog
from pipeline.places import Place, opened
from pipeline.records import Outcome, Trust
from pipeline.render.report import report_markdown, run_json

RUN = "run.json"
_SHARD = re.compile(r"run-[0-9]+-of-[0-9]+\.json")
REPORT = "REPORT.md"
_PAGE = 256


@dataclass(frozen=True, slots=True)
class Status:
    """What an output folder holds; ``failed`` are pairs (origin, reason) of the last run."""

    done: tuple[store.Manifest, ...]
    failed: tuple[tuple[str, str], ...]

    def as_json(self) -> str:
        """The same for machines."""
        done = [
            {"article_id": one.article_id, "origin": one.origin, "trust": one.trust.line} for one in self.done
        ]
        failed = [{"origin": origin, "error": reason} for origin, reason in self.failed]
        return json.dumps({"done": done, "failed": failed}, ensure_ascii=False, indent=2)


def write_report(
    output: Place, outcomes: Sequence[Outcome], signature: str, shard: tuple[int, int] = (1, 1)
) -> Place:
    """The path of the run.json just written, with REPORT.md beside it.

    Raises PipelineError when the folder cannot be written.
    """
    name = RUN if shard == (1, 1) else f"run-{shard[0]}-of-{shard[1]}.json"
    with _writing(output):
        _write_run(output, name, outcomes, signature)
        for part in _shard_reports(output) if name == RUN else ():
            part.unlink()  # their articles are in this report, or it is a newer run
    return output / name


def merge_reports(output: Place) -> Sequence[Outcome]:
    """The outcomes of all shards, by origin, now also in run.json and REPORT.md.

    Raises PipelineError when there is no report of a shard, or when one is missing or damaged.
    """
    parts = _shard_reports(output)
    if not parts:
        raise PipelineError(f"No run-i-of-n.json in {output}; run `briefs run --shard i/n` first.")
    _check_complete(parts)
    runs = [_read_run(part) for part in parts]
    if len({signature for signature, _ in runs}) > 1:
        raise PipelineError(
            f"The shards in {output} were run with different settings; run them again with the same."
        )
    order = sorted(
        (one.origin, one.article_id, number, index)
        for number, (_, outcomes) in enumerate(runs)
        for index, one in enumerate(outcomes)
    )
    merged = OutcomeLog()
    for _, _, number, index in order:
        merged.append(runs[number][1][index])
    write_report(output, merged, runs[0][0])
    return merged


def read_status(output: Place) -> Status:
    """What the folder holds and what the last run could not do; a damaged run.json counts as empty."""
    found = list(store.manifests(output))
    done = tuple(manifest for _, manifest in found if manifest is not None)
    damaged = tuple(
        (str(folder), f"{store.MANIFEST} is missing or damaged; run the article again.")
        for folder, manifest in found
        if manifest is None
    )
    try:
        _, outcomes = _read_run(output / RUN)
    except PipelineError:
        outcomes = OutcomeLog()
    failed = tuple((one.origin, one.error or "") for one in outcomes if one.status == "failed")
    return Status(done, damaged + failed)


def verify_report(output: Place) -> tuple[str, ...]:
    """What was altered in or beside the report of a batch, one sentence each; empty when all agrees.

    The report of the last run must be as it was written, and each article that it calls done must still
    be there with the same trust. Half a report is a problem, unless shards wait to be merged; none at all
    is not: briefs may be copied to a folder of their own (see ``is_reported``).
    """
    if not (output / RUN).is_file():
        is_whole = _shard_reports(output) or not (output / REPORT).is_file()
        return () if is_whole else (f"{output / RUN}: no such file; run the batch again.",)
    try:
        signature, outcomes = _read_run(output / RUN)
    except PipelineError as error:
        return (str(error),)
    problems = [
        f"{output / name}: missing, or altered since it was written."
        for name, written in ((RUN, run_json), (REPORT, report_markdown))
        if not _reads(output / name, written(outcomes, signature))
    ]
    for one, manifest in _with_manifests(output, outcomes):
        if one.status == "done" and manifest is None:
            problems.append(f"{output / one.article_id}: {RUN} calls it done, and it is not there.")
        elif manifest is not None and one.trust not in (None, manifest.trust):
            problems.append(f"{output / RUN}: its trust of {one.article_id} is not that of the brief.")
    return tuple(problems)


def _with_manifests(
    output: Place, outcomes: Sequence[Outcome]
) -> Iterator[tuple[Outcome, store.Manifest | None]]:
    """The outcomes that are no failures, each with the manifest of its folder, asked for many at a time."""
    for start in range(0, len(outcomes), _PAGE):
        page = [one for one in outcomes[start : start + _PAGE] if one.status != "failed"]
        yield from zip(page, store.read_manifests(output, [one.article_id for one in page]), strict=True)


def is_reported(output: Place) -> bool:
    """Whether the report of a run, or of one of its shards, lies beside the briefs."""
    return (output / RUN).is_file() or bool(_shard_reports(output))


def refresh_reports(output: Place, trusts: Mapping[str, Trust]) -> None:
    """Write the reports in the folder anew with the fresh trust of these articles (article id → trust).

    What a shard reported is renewed likewise. Raises PipelineError when a report cannot be read or written.
    """
    merged = [output / RUN] if (output / RUN).is_file() else []
    with _writing(output):
        for path in (*merged, *_shard_reports(output)):
            signature, outcomes = _read_run(path)
            _write_run(output, path.name, _renewed(outcomes, trusts), signature)


def _renewed(outcomes: Iterable[Outcome], trusts: Mapping[str, Trust]) -> OutcomeLog:
    renewed = OutcomeLog()
    for one in outcomes:
        is_known = one.trust is not None and one.article_id in trusts
        renewed.append(replace(one, trust=trusts[one.article_id]) if is_known else one)
    return renewed


def _write_run(output: Place, name: str, outcomes: Sequence[Outcome], signature: str) -> None:
    """Write a run.json or a shard's, and REPORT.md beside the former."""
    if isinstance(output, Path):
        output.mkdir(parents=True, exist_ok=True)
    texts = {name: run_json}
    if name == RUN:
        texts[REPORT] = report_markdown
    for file_name, written in texts.items():
        with store.new_file(output / file_name) as file:
            file.writelines(part.encode() for part in written(outcomes, signature))


@contextmanager
def _writing(output: Place) -> Iterator[None]:
    """What cannot be written within is one sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise PipelineError(
            f"Cannot write the report to {output}: {reason}; free or change the folder."
        ) from error


def _reads(path: Place, parts: Iterable[str]) -> bool:
    """Whether the file is there and holds these parts one after another, and nothing more."""
    try:
        with opened(path) as file:
            return all(file.read(len(part)) == part for part in map(str.encode, parts)) and not file.read(1)
    except OSError:
        return False


def _shard_reports(output: Place) -> list[Place]:
    """The reports of shards that are not merged yet, in order."""
    return sorted(path for path in output.glob("run-*.json") if _SHARD.fullmatch(path.name))


def _check_complete(parts: Sequence[Place]) -> None:
    counts = {part.stem.rpartition("-of-")[2] for part in parts}
    if len(counts) > 1:
        names = ", ".join(part.name for part in parts)
        raise PipelineError(
            f"Reports of different splits lie together ({names}); remove those of the old split."
        )
    count = int(counts.pop())
    missing = sorted(set(range(1, count + 1)) - {int(part.stem.split("-")[1]) for part in parts})
    if missing:
        raise PipelineError(f"Shard {missing[0]} of {count} has not reported; run it before merging.")


def _read_run(path: Place) -> tuple[str, OutcomeLog]:
    """Signature and outcomes of a run.json, read one at a time; PipelineError when it is damaged."""
    outcomes = OutcomeLog()
    try:
        with opened(path) as file:
            *head, last = _head(file)
            signature = json.loads(b"".join(head).rstrip().rstrip(b",") + b"}")["signature"]
            for text in _objects(file) if last.rstrip().endswith(b"[") else ():
                row = json.loads(text)
                trust = Trust(**row["trust"]) if row["trust"] else None
                outcomes.append(Outcome(**{**row, "trust": trust}))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PipelineError(f"Cannot read {path} ({error}); run the batch again.") from error
    return str(signature), outcomes


def _head(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines before the outcomes, and the one that begins their list."""
    for line in lines:
        yield line
        if line.startswith(b' "outcomes": ['):
            return
    raise ValueError("it has no list of outcomes")


def _objects(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The JSON of each outcome: from a line with its opening brace, indented by two, to its closing one."""
    held: list[bytes] = []
    for line in lines:
        if line.startswith(b" ]"):
            return
        held.append(line)
        if line.startswith(b"  }"):
            yield b"".join(held).rstrip().rstrip(b",")
            held = []
    raise ValueError("it breaks off")
