"""`--help` answers at once: nothing heavy is loaded before a command runs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("numpy", "onnxruntime", "sqlalchemy", "fastapi", "lxml", "pyarrow", "communique.coding", "communique.store")


def test_help_loads_nothing_that_only_a_command_needs() -> None:
    code = (
        "import sys\nimport communique.cli.main\nfrom typer.main import get_command\n"
        "get_command(communique.cli.main.app)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
