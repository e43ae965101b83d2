"""The self-contained HTML report and its pictures."""

from communique.report.write import write_report

__all__ = ["write_report"]
