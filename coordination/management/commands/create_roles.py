"""Makes the three database roles on a server of your own."""

import os
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from coordination.database import URL_OF_ROLE, parse_database_url
from coordination.database_roles import UnsafeRole, create_roles


class Command(BaseCommand):
    help = (
        "Makes the roles owner, web and clerk and their database. Needs ADMIN_DATABASE_URL (an "
        "administrator) and the three addresses that the processes will use, whose passwords "
        "the roles get. Harmless when repeated."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        admin = os.environ.get("ADMIN_DATABASE_URL")
        if not admin:
            raise CommandError(
                "Set ADMIN_DATABASE_URL to postgres://ADMIN:PASSWORD@HOST:5432/postgres, "
                "an administrator of the server, for this command only."
            )
        passwords, databases = self.wishes()
        if len(databases) != 1:
            raise CommandError(
                f"The three addresses name different databases: {', '.join(sorted(databases))}. "
                "Let all of them name the same one."
            )
        try:
            create_roles(admin, passwords, databases.pop())
        except (psycopg2.Error, UnsafeRole) as error:
            raise CommandError(str(error).strip()) from error
        self.stdout.write("The roles owner, web and clerk are ready. Next: manage.py migrate")

    def wishes(self) -> tuple[dict[str, str], set[str]]:
        """The passwords of the roles and the databases, as the addresses name them."""
        passwords, databases = {}, set()
        for role, name in URL_OF_ROLE.items():
            if not settings.SECRET_ADDRESSES.get(name):
                raise CommandError(f"Set {name} to postgres://{role}:PASSWORD@HOST:5432/accord.")
            entry = parse_database_url(settings.SECRET_ADDRESSES[name], name)
            if entry["USER"] != role or not entry["PASSWORD"]:
                raise CommandError(f"{name} must hold the role {role} and a password for it.")
            passwords[role] = entry["PASSWORD"]
            databases.add(entry["NAME"])
        return passwords, databases
