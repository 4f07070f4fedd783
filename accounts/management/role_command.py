"""What granting and revoking a role have in common."""

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import set_role
from accounts.models import Kind, Role, User


class RoleCommand(BaseCommand):
    granted: bool
    done: str

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address of the account")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *, email, role, **options):
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"There is no account for {email}. Check the address.")
        if user.kind != Kind.STAFF:
            raise CommandError(
                f"{email} is a client's account. Only staff have roles: invite the person as "
                "staff, to another address."
            )
        set_role(user=user, role=Role(role), granted=self.granted, by=None)
        self.stdout.write(self.done.format(name=user.name, role=Role(role).label))
