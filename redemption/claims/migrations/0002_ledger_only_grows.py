"""Put the guard on the ledger."""

from django.db import migrations

from redemption.claims import guard


def forward(apps, schema_editor):
    guard.install(schema_editor.connection)


def backward(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [migrations.RunPython(forward, backward)]
