from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = "Releases of information"

    def ready(self):
        from releases import by_default, checks, letters  # noqa: F401 - register themselves
