from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import handlers, receivers, refusals  # noqa: F401  (needs the app registry; gives every refusal its words)
        from search.feeds import slots as feed_slots
        from search.tiles import slots as tile_slots

        handlers.register()
        receivers.connect()
        tile_slots.register()
        feed_slots.register()
