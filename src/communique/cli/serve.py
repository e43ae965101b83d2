"""`communique serve`: the web app."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import typer

from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.pipeline import Outcome
    from communique.store import Store


def mount(app: typer.Typer) -> None:
    """Registers it."""

    @app.command("serve")
    def serve_(
        project: str | None = typer.Argument(
            None, help="Project file, or postgresql://user@host/name; the sample corpus when left out."
        ),
        host: str = typer.Option(
            "127.0.0.1", "--host", help="Where to listen; by default this machine only."
        ),
        port: int = typer.Option(8321, "--port", min=1, max=65535, help="Port to listen on."),
        allow_host: list[str] | None = typer.Option(
            None, "--allow-host", help="A further name under which browsers reach it; may be repeated."
        ),
        open_: bool = typer.Option(True, "--open/--no-open", help="Open a browser on it."),
    ) -> None:
        """The web app: pages over a project, in your browser. Nothing is ever sent anywhere."""
        serve_command(project, host, port, allow_host or [], open_)


def serve_command(project: str | None, host: str, port: int, hosts: list[str], open_browser: bool) -> None:
    """Serves a project until it is stopped; without a project the sample corpus, built on first use.

    Raises UsageError without the `web` extra, for a port that is taken, and for an address beyond this
    machine where the project has no users.
    """
    from communique.cli.stream import Progress, note
    from communique.store import Store

    try:
        import uvicorn

        from communique.web import Options, create_app
        from communique.web.sample import sample_path, sample_project
    except ImportError as problem:
        raise UsageError(f"the web app needs more: pip install 'communique[web]' ({problem.name})") from None
    options = Options(host=host, port=port, hosts=tuple(hosts), sample=project is None)
    _check_port(host, port)
    if project is None:
        if not sample_path().is_file():
            note("building the sample corpus, once:")
            progress = Progress("report")

            def watch(outcome: Outcome, _: bool) -> None:
                progress.step(outcome.document.title or outcome.document.source)

            sample_project(watch)
            progress.done()
        place = str(sample_project())
    else:
        place = project
    with Store.open(place) as store:
        if not options.is_local:
            _check_accounts(store, place, host)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{'localhost' if options.is_local else shown}:{port}/"
        note(f"{'the sample corpus' if project is None else place} is at {address} (stop with Ctrl-C)")
        if open_browser:
            import webbrowser

            webbrowser.open(address)
        app = create_app(store, options)
        uvicorn.run(
            app, host=host, port=port, log_level="warning", server_header=False, date_header=False,
            timeout_graceful_shutdown=5,
        )  # fmt: skip


def _check_accounts(store: Store, place: str, host: str) -> None:
    """Raises UsageError when nobody could sign in."""
    from communique.review.accounts import Accounts

    if not any(account.role == "owner" for account in Accounts(store).all()):
        raise UsageError(
            f"--host {host} lets others reach {place}, and it has no owner yet; first: "
            f"communique users add {place} NAME --role owner"
        )


def _check_port(host: str, port: int) -> None:
    """Raises UsageError when nobody may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            words = problem.strerror or str(problem)
            raise UsageError(
                f"--host {host} --port {port}: {words.lower()}; choose another with --port"
            ) from None
