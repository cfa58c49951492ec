from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "redemption.cards"
    label = "cards"
    verbose_name = "Cards"

    def ready(self) -> None:
        from redemption.cards import refusals

        refusals.register_all()
