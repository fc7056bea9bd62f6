"""The report: for each party its losses, and who says what of them; then what happened, who holds what, what was
promised, who is accused of what, and who backs whom. Everything shown has its citation."""

from tallystick.publish.report.building import build_report, report

__all__ = ["build_report", "report"]
