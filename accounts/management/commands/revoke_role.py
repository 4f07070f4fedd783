"""manage.py revoke_role EMAIL ROLE"""

from accounts.management.role_command import RoleCommand


class Command(RoleCommand):
    help = "Takes the role of directory admin or privacy officer from a member of staff."
    granted = False
    done = "{name} is no longer a {role}."
