from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from common import worker
        from home import actions, receivers  # noqa: F401  (receivers hear the CMS; both need the app registry)

        worker.every_round(actions.forget_feedback)
