from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "redemption.cards"
    label = "cards"
    verbose_name = "Cards"

    def ready(self) -> None:
        # Imported here because models exist only now.
        from common import worker
        from redemption.cards import actions, refusals, slots

        refusals.register_all()
        slots.register()
        worker.every_round(actions.forget_sessions)
