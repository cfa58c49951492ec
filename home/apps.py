from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home import receivers  # noqa: F401  (hears the CMS; needs the app registry)
