"""The group ``briefs`` and its table of commands, each imported when it is run."""

from importlib import import_module

import click

# command → (module, one-line help); the help stands here so that `briefs --help` imports none of them.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("pipeline.cli.run", "Brief articles: files, folders, globs or - for standard input."),
    "status": ("pipeline.cli.status", "Show what an output folder holds."),
    "quotes": (
        "pipeline.cli.quotes",
        "List quotes: French | English | speaker; across a batch with --by-speaker.",
    ),
    "check": ("pipeline.cli.check", "Run all checks again on finished briefs, without translating."),
    "verify": ("pipeline.cli.verify", "Prove that no brief, report or source was altered; print a digest."),
    "merge": (
        "pipeline.cli.merge",
        "Write run.json and REPORT.md anew from an output folder (after --shard).",
    ),
    "export": ("pipeline.cli.export", "Write finished briefs to one file: JSON Lines or Parquet."),
    "models": ("pipeline.cli.models", "List, fetch and verify checkpoints."),
    "doctor": ("pipeline.cli.doctor", "Send golden sentences through the installed checkpoints."),
    "evaluate": ("pipeline.cli.evaluate", "Measure segments, translation, summaries, quotes and checks."),
}


class LazyGroup(click.Group):
    """A group that knows the names and helps of its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]}.command is no click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with:  briefs run seeds/ -o outputs/",
)
@click.version_option(package_name="bilingual-briefs", prog_name="briefs")
def briefs() -> None:
    """French news articles in, a bilingual brief out that an editor can sign.

    Everything runs on this machine; nothing is downloaded unless `briefs models fetch` is typed.
    """
