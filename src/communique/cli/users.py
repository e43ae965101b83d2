"""`communique users`: who may reach a project over a network, and as what."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Who may reach a project over a network, and as what.")

Project = Annotated[str, typer.Argument(help="Project file, or postgresql://user@host/name.")]
Name = Annotated[str, typer.Argument(help="Name, as it stands in the review log.")]
Role = Annotated[str, typer.Option(help="reader (sees), reviewer (decides) or owner (does everything).")]


@app.command("add")
def add_(project: Project, name: Name, role: Role = "reviewer") -> None:
    """Adds somebody. The password is asked for, or read from standard input."""
    from communique.cli.projects import opened
    from communique.cli.stream import note
    from communique.review.accounts import Accounts

    with opened(project) as store:
        account = Accounts(store).add(name, role, _password())
    note(f"{account.name} is {account.role} of {project}")


@app.command("list")
def list_(project: Project) -> None:
    """Lists everybody."""
    from communique.cli.projects import opened, print_block, print_records, readable
    from communique.review.accounts import Accounts

    with opened(project) as store:
        found = Accounts(store).all()
    if not readable(None):
        print_records(found)
        return
    print_block((account.name, account.role) for account in found)


@app.command("role")
def role_(project: Project, name: Name, role: Annotated[str, typer.Argument(help="The new role.")]) -> None:
    """Gives somebody another role."""
    from communique.cli.projects import opened
    from communique.review.accounts import Accounts

    with opened(project) as store:
        Accounts(store).set_role(name, role)


@app.command("password")
def password_(project: Project, name: Name) -> None:
    """Gives somebody another password and signs them out."""
    from communique.cli.projects import opened
    from communique.review.accounts import Accounts

    with opened(project) as store:
        Accounts(store).set_password(name, _password())


@app.command("remove")
def remove_(project: Project, name: Name) -> None:
    """Takes somebody's access away; their decisions stay."""
    from communique.cli.projects import opened
    from communique.review.accounts import Accounts

    with opened(project) as store:
        Accounts(store).remove(name)


def _password() -> str:
    """Asked for twice on a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    first = getpass("Password: ")
    if getpass("Once more: ") != first:
        raise UsageError("the two are not the same; nothing was changed")
    return first
