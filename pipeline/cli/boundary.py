"""The boundary of the process: every exception becomes one sentence and an exit code."""

import os
import sys
from collections.abc import Sequence

import click

from pipeline.errors import PipelineError, SettingsError, write_log

OK, FAILED, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def guarded(command: click.Command, arguments: Sequence[str]) -> int:
    """The exit code of a click command run with the arguments; nothing but KeyboardInterrupt escapes a print.

    0 all done · 1 an expected failure · 2 usage · 3 a bug (the log's path is printed) · 130 interrupted.
    """
    try:
        result = command.main(list(arguments), prog_name="briefs", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else OK
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("Interrupted; what was finished is kept, and the same command goes on from there.")
        return INTERRUPTED
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except SettingsError as error:
        _say(f"Error: {error}")
        return USAGE
    except PipelineError as error:
        _say(f"Error: {error}")
        return FAILED
    except SystemExit as stop:
        # click leaves so, its wrapper on stdout, when the reader of a pipe (`head`) has what it wanted.
        is_pipe_closed = type(sys.stdout).__name__.lstrip("_") == "PacifyFlushWrapper"
        return stop.code if isinstance(stop.code, int) and not is_pipe_closed else OK
    except BrokenPipeError:
        # The same, met by our own flush; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        _say(f"Error: {error.filename or 'the output'}: {error.strerror or error}; choose another place.")
        return FAILED
    except Exception:
        _say(f"A bug in bilingual-briefs; please report it with the log {write_log()}")
        return BUG


def _say(message: str) -> None:
    click.echo(message, err=True)
