"""The log of decisions is only ever added to, and the database sees to it: it refuses to change or delete a row.

One thing is let through, because the law asks for it: when a person is erased, the text gives way to a sentence, the
note is emptied, and the moderator's name is handed to the account that stands for all who have left.
"""

from comments.erase import SENTENCE

FORMER = "former-reader@erased.invalid"  # privacy/former.py; a test holds the two together
NEVER = (
    *("id", "comment_id", "check_name", "action", "rule_id", "passed_to", "undoes_id", "batch", "before"),
    *("text_version", "version", "decided_at"),
)
TABLE, NAME = "moderation_decision", "moderation_decision_sealed"
REFUSAL = "the log of decisions is only ever added to"


def changed(differs):
    """Return the condition that an update is more than erasing. `differs` says it of two values in the dialect."""
    columns = [differs.format(f"new.{name}", f"old.{name}") for name in NEVER]
    columns.append(f"({differs.format('new.text', 'old.text')} AND new.text <> '{SENTENCE}')")
    columns.append(f"({differs.format('new.note', 'old.note')} AND new.note <> '')")
    former = f"(SELECT email FROM accounts_user WHERE id = new.moderator_id) = '{FORMER}'"  # noqa: S608
    columns.append(f"({differs.format('new.moderator_id', 'old.moderator_id')} AND NOT coalesce({former}, false))")
    return " OR ".join(columns)


SQLITE = [
    f"CREATE TRIGGER {NAME}_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER {NAME}_update BEFORE UPDATE ON {TABLE} WHEN {changed('{} IS NOT {}')} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
POSTGRESQL = [
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    f"IF {changed('{} IS DISTINCT FROM {}')} THEN "
    f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN new; END $$",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
]
UNSEAL = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {NAME}_delete", f"DROP TRIGGER IF EXISTS {NAME}_update"],
    "postgresql": [f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", f"DROP FUNCTION IF EXISTS {NAME}()"],
}
SEAL = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def seal(connection):
    """Put the seal on, anew where it was: on SQLite a migration that remakes the table loses it."""
    unseal(connection)
    run(connection, SEAL)


def unseal(connection):
    run(connection, UNSEAL)


def run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def is_sealed(connection):
    where = {
        "sqlite": "SELECT count(*) = 2 FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        "postgresql": "SELECT count(*) = 1 FROM pg_trigger WHERE tgname LIKE %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(where[connection.vendor], [f"{NAME}%"])
        return bool(cursor.fetchone()[0])
