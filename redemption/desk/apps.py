from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "redemption.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        from redemption.desk import refusals  # noqa: F401  (gives every refusal its words)
