from django.apps import AppConfig


class OfferingsConfig(AppConfig):
    name = "offerings"
    verbose_name = "Offerings"

    def ready(self) -> None:
        from common import projection as pages
        from offerings import projection, slots  # need the app registry

        pages.register(projection.project, floor=2)
        slots.register()
