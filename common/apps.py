from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Common"

    def ready(self) -> None:
        from common import outbox, page_batch, receivers, schedule, worker  # noqa: F401  (they need the app registry; receivers hear the CMS)

        outbox.register(page_batch.ADMIN_INDEX, page_batch.index_for_admin)
        worker.every_round(schedule.run)
        worker.every_round(outbox.forget_done)
