from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "coordination"
    verbose_name = "Care coordination"

    def ready(self):
        from coordination import letters  # noqa: F401 - registers itself
        from coordination.presenters import effects  # noqa: F401 - registers itself
