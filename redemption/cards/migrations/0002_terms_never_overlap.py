"""A card's terms never share a day: an exclusion constraint on PostgreSQL, triggers on SQLite (one writer)."""

from django.db import migrations

SQLITE_WHEN = (
    "WHEN EXISTS (SELECT 1 FROM cards_cardterm WHERE card_id = NEW.card_id AND id IS NOT NEW.id "
    "AND valid_from <= NEW.valid_until AND valid_until >= NEW.valid_from) "
    "BEGIN SELECT RAISE(ABORT, 'terms of a card overlap'); END"
)
FORWARD = {
    "sqlite": (
        f"CREATE TRIGGER terms_never_overlap_new BEFORE INSERT ON cards_cardterm {SQLITE_WHEN}",
        f"CREATE TRIGGER terms_never_overlap_changed BEFORE UPDATE ON cards_cardterm {SQLITE_WHEN}",
    ),
    "postgresql": (
        # A range of one card's key stands for equality, so no extension is needed.
        "ALTER TABLE cards_cardterm ADD CONSTRAINT terms_never_overlap EXCLUDE USING gist "
        "(int8range(card_id, card_id, '[]') WITH &&, daterange(valid_from, valid_until, '[]') WITH &&)",
    ),
}
BACKWARD = {
    "sqlite": ("DROP TRIGGER terms_never_overlap_new", "DROP TRIGGER terms_never_overlap_changed"),
    "postgresql": ("ALTER TABLE cards_cardterm DROP CONSTRAINT terms_never_overlap",),
}


def forward(apps, schema_editor):
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def backward(apps, schema_editor):
    for statement in BACKWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_initial")]

    operations = [migrations.RunPython(forward, backward)]
