from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "areas"
    verbose_name = "Areas"

    def ready(self) -> None:
        from areas import projection  # needs the app registry
        from common import projection as pages

        pages.register(projection.project, floor=1)
