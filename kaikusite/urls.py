"""Every address of the site. Machine addresses have no language; all others begin with one."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from common import serve
from kaikusite import sitemap, views
from kaikusite.staff import urls as staff_urls


def of_apps(module: str) -> list[URLPattern | URLResolver]:
    """Return the patterns of every installed app of ours that has this module, highest floor first."""
    names = [config.name for config in apps.get_app_configs() if config.name.split(".")[0] in OUR_APPS]
    return [pattern for name in names if find_spec(f"{name}.{module}") for pattern in import_module(f"{name}.{module}").urlpatterns]


OUR_APPS = {"home", "search", "redemption", "offerings", "areas", "common"}

urlpatterns = [
    *of_apps("machine_urls"),  # API, tiles, feeds: no language in the address
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<str:language>.xml", sitemap.of_language, name="sitemap-language"),
    path("media/<path:path>", views.media, name="media"),
    *staff_urls.doors,  # before Wagtail's own: one password door (W28)
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        *staff_urls.urlpatterns,
        *of_apps("urls"),
        re_path(r"^(?P<path>(?:[\w\-]+/)*[\w\-]*)$", serve.page, name="wagtail_serve"),
    ),
]

handler400 = "kaikusite.trouble.bad_request"
handler403 = "kaikusite.trouble.forbidden"
handler404 = "kaikusite.trouble.not_found"
handler500 = "kaikusite.trouble.broken"
