from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import handlers  # needs the app registry
        from search.tiles import slots as tile_slots

        handlers.register()
        tile_slots.register()
