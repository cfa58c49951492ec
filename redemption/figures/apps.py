from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "redemption.figures"
    label = "figures"
    verbose_name = "Figures"

    def ready(self) -> None:
        from common import outbox
        from redemption.desk.actions.check_in import COUNTED
        from redemption.figures import tasks  # needs the app registry

        outbox.register(COUNTED, tasks.count_venues)
