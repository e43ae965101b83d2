"""Figures that gates measured are printed beside their floors at the end of the run."""

from __future__ import annotations

import pytest

LINES: list[str] = []


@pytest.fixture(scope="session")
def figures_told() -> list[str]:
    """Lines for the table at the end; a gate appends its own."""
    return LINES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LINES:
        terminalreporter.section("figures and floors")
        for line in LINES:
            terminalreporter.write_line(line)
