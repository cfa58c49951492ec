"""Loads Finland's municipalities: they are facts of the world, there before any page."""

from django.db import migrations

from areas.municipalities import load_rows


def load(apps, schema_editor):
    Municipality = apps.get_model("areas", "Municipality")
    names = [field.name for field in Municipality._meta.concrete_fields]
    Municipality.objects.bulk_create([Municipality(**{name: getattr(row, name) for name in names}) for row in load_rows()])


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
