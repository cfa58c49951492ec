"""The trigger that keeps the ledger: rows are added, never changed, never removed (I6).

A later migration that remakes the table on SQLite must install it again; a test looks for it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = (
    "CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON claims_ledger BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
    "CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON claims_ledger BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
    # INSERT OR REPLACE deletes without the trigger above.
    "CREATE TRIGGER ledger_never_replaced BEFORE INSERT ON claims_ledger "
    "WHEN NEW.seq IS NOT NULL AND EXISTS (SELECT 1 FROM claims_ledger WHERE seq = NEW.seq) "
    "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$",
    "CREATE TRIGGER ledger_never_changes BEFORE UPDATE OR DELETE ON claims_ledger FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()",
    "CREATE TRIGGER ledger_never_emptied BEFORE TRUNCATE ON claims_ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()",
)
_NAMES = {
    "sqlite": ("ledger_never_changes", "ledger_never_shrinks", "ledger_never_replaced"),
    "postgresql": ("ledger_never_changes", "ledger_never_emptied"),
}
_TABLE_PART = {"sqlite": "", "postgresql": " ON claims_ledger"}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guard on the ledger, anew if it is there. Raises on a database that is neither of ours."""
    remove(connection)
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard off: for migrations back, and for tests that empty their tables."""
    with connection.cursor() as cursor:
        for name in _NAMES[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{_TABLE_PART[connection.vendor]}")
