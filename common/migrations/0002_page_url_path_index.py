"""Pages are found by their whole path in one look-up; Wagtail itself has no index on it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial"), ("wagtailcore", "0098_apitoken")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS common_page_url_path ON wagtailcore_page (url_path)",
            "DROP INDEX IF EXISTS common_page_url_path",
        )
    ]
