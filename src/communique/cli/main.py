"""`communique`: the program's door. Commands are thin; each lives in a file of its group."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from communique.errors import CommuniqueError, InputRefused, UsageError

app = typer.Typer(
    name="communique",
    help="News reports into a checkable record: who did or said what to whom, when, where, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from communique.cli.about import about

        typer.echo(about())
        raise typer.Exit()


@app.callback()
def _root(
    version: bool = typer.Option(
        False,
        "--version",
        callback=_version,
        is_eager=True,
        help="Versions of program, model, knowledge and schema; how to cite.",
    ),
) -> None:
    """Every stage is a verb that reads files, folders or `-`; records go to standard output, progress to
    standard error.
    """


def _mount() -> None:
    from communique.cli import commands

    commands.mount(app)


_mount()


def run() -> None:
    """Entry point: turns the program's own exceptions into one line and an exit code (1 refused, 2 wrong
    usage).
    """
    try:
        app()
    except UsageError as problem:
        _fail(str(problem), 2)
    except InputRefused as problem:
        _fail(str(problem), 1)
    except CommuniqueError as problem:
        _fail(str(problem), 1)
    except BrokenPipeError:
        _reader_left()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # the framework has turned it into exit code 1
            _reader_left()
        raise
    except OSError as problem:
        name = f"{problem.filename}: " if problem.filename else ""
        _fail(f"{name}{problem.strerror or problem}", 1)
    except KeyboardInterrupt:
        _fail("stopped", 130)


def _reader_left() -> NoReturn:
    """Whoever read the records closed the pipe (`| head`): nothing went wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def _fail(message: str, code: int) -> NoReturn:
    print(f"communique: {message}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    run()
