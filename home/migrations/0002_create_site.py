"""Makes the four languages, their front pages and the site: the tree that everything else hangs on."""

import uuid

from django.conf import settings
from django.db import migrations

TITLES = {"fi": "Kulttuuria ja liikuntaa ilmaiseksi", "sv": "Kultur och motion gratis", "en": "Culture and sport for free", "fi-simple": "Kulttuuria ja liikuntaa ilmaiseksi"}


def create(apps, schema_editor):
    Locale, Page, Site = (apps.get_model("wagtailcore", name) for name in ("Locale", "Page", "Site"))
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    kind, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    key = uuid.uuid4()
    first = None
    for number, (language, title) in enumerate(TITLES.items(), 1):
        locale, _ = Locale.objects.get_or_create(language_code=language)
        page = HomePage.objects.create(
            title=title, draft_title=title, slug=language, path=f"0001{number:04d}", depth=2, numchild=0, url_path=f"/{language}/",
            content_type=kind, locale=locale, translation_key=key, live=True, has_unpublished_changes=False, show_in_menus=False,
        )
        first = first or page
    Page.objects.filter(depth=1).update(numchild=len(TITLES))
    Site.objects.create(hostname="localhost", port=8000, root_page_id=first.pk, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("wagtailcore", "0098_apitoken"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
