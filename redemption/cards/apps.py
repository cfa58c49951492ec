from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "redemption.cards"
    label = "cards"
    verbose_name = "Cards"

    def ready(self) -> None:
        # Imported here because models exist only now.
        from redemption.cards import refusals, slots

        refusals.register_all()
        slots.register()
