"""What a child thinks of what somebody else signs for them."""

from django.db import connection
from django.utils.translation import gettext as _


def represents_minor(client):
    """Whether the acting user would sign for this client, and the client is a minor now."""
    with connection.cursor() as cursor:
        cursor.execute("select represents_minor(%s)", [client.pk])
        return cursor.fetchone()[0]


def said_by_child(signature, name):
    """What the receipt says of it, or nothing where nobody spoke for a child."""
    if not signature.assent:
        return ""
    facts = {"name": name, "answer": signature.get_assent_display()}
    return _("%(name)s %(answer)s") % facts
