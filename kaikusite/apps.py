from django.apps import AppConfig


class KaikusiteConfig(AppConfig):
    name = "kaikusite"
    verbose_name = "Site"
