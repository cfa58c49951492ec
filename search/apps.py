from django.apps import AppConfig
from django.conf import settings


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from common import worker  # needs the app registry
        from search import handlers, receivers, refusals, slots  # noqa: F401  (needs the app registry; gives every refusal its words)
        from search.feeds import slots as feed_slots
        from search.tiles import ahead
        from search.tiles import slots as tile_slots

        handlers.register()
        receivers.connect()
        slots.register()
        tile_slots.register()
        feed_slots.register()
        if settings.KAIKU_EMBEDDED_WORKER:
            worker.every_round(ahead.draw_some)
