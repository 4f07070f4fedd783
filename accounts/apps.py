from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        # The first three register themselves; all four need the models.
        from accounts import mail, second_factor, sessions  # noqa: F401
        from accounts.checks import refuse_unsafe_connection

        connection_created.connect(
            refuse_unsafe_connection, dispatch_uid="accounts.checks.refuse_unsafe_connection"
        )
