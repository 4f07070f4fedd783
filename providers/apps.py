from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = "Provider directory"

    def ready(self):
        from providers import accepting, letters  # noqa: F401 - they register themselves
