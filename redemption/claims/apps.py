from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "redemption.claims"
    label = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        # Imported here because models exist only now.
        from common import worker
        from offerings import places
        from offerings.actions import on_cancel
        from redemption.cards import events
        from redemption.claims import actions, refusals, slots

        refusals.register_all()
        events.hear(actions.hear_card)
        places.follow(actions.follow_places)
        on_cancel(actions.cancel_date)
        slots.register()
        worker.every_round(actions.forget_keys)
