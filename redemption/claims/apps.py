from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "redemption.claims"
    label = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        from redemption.claims import refusals  # noqa: F401  (gives every refusal its words)
