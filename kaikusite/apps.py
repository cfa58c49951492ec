from django.apps import AppConfig


class KaikusiteConfig(AppConfig):
    name = "kaikusite"
    verbose_name = "Site"

    def ready(self) -> None:
        from kaikusite.staff import checks, receivers  # noqa: F401  (they need the app registry)
