from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Common"

    def ready(self) -> None:
        from common import receivers  # noqa: F401  (hears the CMS; needs the app registry)
