"""manage.py grant_role EMAIL ROLE"""

from accounts.management.role_command import RoleCommand


class Command(RoleCommand):
    help = "Makes a member of staff a directory admin or a privacy officer."
    granted = True
    done = "{name} is a {role} from now on."
