"""Tables without row security, each with the reason. Every other table of a model must have it."""

from django.apps import apps

UNGUARDED = {
    "admin.LogEntry": "Written by superusers only; no model with client data is registered.",
    "auth.Group": "Names of roles of the Django admin, the same for everybody.",
    "auth.Permission": "A list made by migrations, the same for everybody.",
    "auth.Group_permissions": "Which roles of the Django admin may do what.",
    "accounts.User_groups": "Roles of the Django admin; the site may only read them.",
    "accounts.User_user_permissions": "Roles of the Django admin; the site may only read them.",
    "contenttypes.ContentType": "A list made by migrations, the same for everybody.",
    "sessions.Session": "Read before anybody is known, by a key that cannot be guessed.",
}


def guarded_tables():
    """The names of all tables that must have row security, of every app that is installed."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in UNGUARDED
    )
