from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "areas"
    verbose_name = "Areas"

    def ready(self) -> None:
        from areas import checks, projection, teams  # noqa: F401  (they need the app registry)
        from common import projection as pages

        pages.register(projection.project, floor=1)
        pages.register(teams.follow, floor=0)
