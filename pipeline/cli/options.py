"""Options that several commands share, and their way into Settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.errors import SettingsError
from pipeline.settings import Settings, second_settings

Command = TypeVar("Command", bound=Callable[..., Any])


class Number(click.IntRange):
    """A whole number of a range, called so when what was given is none."""

    name = "whole number"


_SETTINGS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--profile", default="embedded", show_default=True, help="Set of checkpoints in models.txt."
    ),
    click.option(
        "--engine",
        type=click.Choice(["ctranslate2", "marian", "identity"]),
        default="ctranslate2",
        show_default=True,
        help="What runs the checkpoints; marian is transformers + torch, the reference.",
    ),
    click.option("--beam", "beam_size", type=Number(1, 32), default=4, show_default=True, help="Beam size."),
    click.option(
        "--language", type=click.Choice(["fr", "en"]), help="Take this language instead of detecting it."
    ),
    click.option(
        "--summary/--no-summary", default=True, help="Write the English summary (default) or leave it out."
    ),
    click.option(
        "--spacy",
        type=click.Choice(["auto", "on", "off"]),
        default="auto",
        show_default=True,
        help="Use spaCy's French model for speakers: when installed, always, never.",
    ),
    click.option(
        "--second-opinion",
        metavar="WHAT",
        help="Decode again with beam:1, engine:marian or profile:hub, and mark disagreement.",
    ),
    click.option(
        "--device",
        type=click.Choice(["cpu", "cuda", "auto"]),
        default="cpu",
        show_default=True,
        help="cuda: a GPU, with float16, or the CPU where there is none; auto: the same without a word.",
    ),
    click.option("--threads", type=Number(0), default=0, help="Threads per worker; 0: one per core."),
    click.option(
        "--memory/--no-memory", default=True, help="Remember translations across runs (default) or not."
    ),
    click.option("--models-file", type=click.Path(path_type=Path), help="Another models.txt."),
    click.option(
        "--cache-dir", type=click.Path(path_type=Path), help="Another folder for converted checkpoints."
    ),
)


def settings_options(command: Command) -> Command:
    """The command with one option per field of Settings."""
    for option in reversed(_SETTINGS):
        command = option(command)
    return command


def settings_from(values: dict[str, Any]) -> Settings:
    """Settings from the values of ``settings_options``; SettingsError when two of them contradict."""
    settings = Settings(**values)
    second_settings(settings)
    if settings.engine == "identity" and settings.language == "fr":
        raise SettingsError("The identity engine passes English through; it cannot translate --language fr.")
    return settings


def parse_shard(value: str) -> tuple[int, int]:
    """(i, n) from "i/n" with 1 <= i <= n; SettingsError otherwise."""
    index, _, count = value.partition("/")
    if index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count):
        return int(index), int(count)
    raise SettingsError(
        f"--shard {value} is not of the form i/n with 1 <= i <= n; write --shard 2/8, for example."
    )


def parse_levels(values: tuple[str, ...]) -> tuple[str, ...]:
    """Names of --fail-on levels from options and lists by comma; SettingsError naming those that exist."""
    from pipeline.checks.trust import LEVELS

    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    unknown = [name for name in names if name not in LEVELS]
    if unknown or (values and not names):
        raise SettingsError(f"--fail-on {', '.join(unknown)}: choose from {', '.join(LEVELS)}.")
    return names
