#!/usr/bin/env python
"""Runs a command with the database servers that it needs."""

import os
import sys


def main() -> int:
    """The exit status of the command named on the command line."""
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        from coordination.database import role_of_command
        from coordination.embedded.places import Trouble
        from coordination.embedded.servers import for_command
    except ModuleNotFoundError as error:
        sys.exit(
            f"{error.name} is not installed for {sys.executable}. "
            "Run `make .venv`, then use .venv/bin/python."
        )

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
    os.environ.setdefault("ACCORD_ROLE", role_of_command(command))
    try:
        with for_command(command, os.environ):
            execute_from_command_line(sys.argv)
    except (Trouble, ImproperlyConfigured) as trouble:
        sys.exit(f"{trouble}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
