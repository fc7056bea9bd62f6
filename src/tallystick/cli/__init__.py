"""The `tallystick` command: a module for each group of commands, what they share, and running them."""

from tallystick.cli.app import app
from tallystick.cli.running import main, status

__all__ = ["app", "main", "status"]
