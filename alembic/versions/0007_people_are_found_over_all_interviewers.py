"""People are found over all interviewers: their figures, the skills of their resumes, other addresses, possible doubles.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa

from alembic import op
from milo_app.core.db import UTC

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SHOWN = ["score", "interviews", "marks", "years", "country", "place_id", "name_key", "application_id"]
_BITS = [
    *(("state", value) for value in ("pending", "in_progress", "evaluating", "completed", "knocked_out")),
    *(("decision", value) for value in ("none", "shortlisted", "dismissed")),
    *(("source", value) for value in ("link", "invite", "import", "test", "demo")),
]


def upgrade() -> None:
    """Make the change."""
    _person_totals()
    op.create_table(
        "candidate_skill",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=60), nullable=False),
        *_of("candidate_skill", "candidate_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_candidate_skill_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_skill")),
        sa.UniqueConstraint("application_id", "skill", name=op.f("uq_candidate_skill_application_id_skill")),
    )
    op.create_index("ix_candidate_skill_skill", "candidate_skill", ["workspace_id", "skill", "candidate_id"])
    op.create_index("ix_candidate_skill_candidate", "candidate_skill", ["candidate_id"])
    op.create_table(
        "candidate_alias",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        *_of("candidate_alias", "candidate_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_alias")),
        sa.UniqueConstraint("workspace_id", "email", name=op.f("uq_candidate_alias_workspace_id_email")),
    )
    op.create_index("ix_candidate_alias_candidate", "candidate_alias", ["candidate_id"])
    _twins()
    op.create_index(
        "ix_application_tag_workspace", "application_tag", ["workspace_id", "name", "value", "application_id"]
    )
    op.create_index("ix_stored_file_sha256", "stored_file", ["workspace_id", "sha256"])
    _fill()


def _of(table: str, *people: str) -> list[sa.ForeignKeyConstraint]:
    found = [
        sa.ForeignKeyConstraint([name], ["candidate.id"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE")
        for name in people
    ]
    return [*found, sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id"))]


def _person_totals() -> None:
    op.create_table(
        "person_totals",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("interviews", sa.Integer(), nullable=False),
        sa.Column("first_at", UTC(), nullable=False),
        sa.Column("engaged_at", UTC(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("years", sa.SmallInteger(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        *_of("person_totals", "candidate_id"),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_person_totals")),
    )


def _twins() -> None:
    op.create_table(
        "candidate_twin",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("found_at", UTC(), nullable=False),
        sa.Column("dismissed_at", UTC(), nullable=True),
        sa.Column("dismissed_by", sa.Integer(), nullable=True),
        *_of("candidate_twin", "first_id", "second_id"),
        sa.ForeignKeyConstraint(["dismissed_by"], ["app_user.id"], name=op.f("fk_candidate_twin_dismissed_by")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_candidate_twin")),
    )
    op.create_index(
        "ix_candidate_twin_open", "candidate_twin", ["workspace_id", "dismissed_at", "first_id", "second_id"]
    )
    op.create_index("ix_candidate_twin_second", "candidate_twin", ["second_id"])


def _fill() -> None:
    """Write the figures of everybody who is there; indexes come after the rows, in one go each."""
    bits = " + ".join(
        f"max(CASE WHEN a.{part} = '{value}' THEN {1 << at} ELSE 0 END)" for at, (part, value) in enumerate(_BITS)
    )
    number = "CAST(replace(t.value, 'about ', '') AS INTEGER)"
    if op.get_bind().dialect.name != "sqlite":
        number = "CAST(substring(t.value from '[0-9]{1,3}') AS INTEGER)"
    op.execute(
        f"""
        INSERT INTO person_totals (workspace_id, candidate_id, application_id, interviews, first_at, engaged_at, score,
            years, marks, name_key, country, place_id)
        SELECT p.workspace_id, p.id, (SELECT l.id FROM application l WHERE l.candidate_id = p.id AND NOT l.is_test
                ORDER BY l.engaged_at DESC, l.id DESC LIMIT 1),
            count(*), min(a.invited_at), max(a.engaged_at), max(a.score_sort), -1, {bits}, p.name_key, p.country,
            p.place_id
        FROM candidate p JOIN application a ON a.candidate_id = p.id AND NOT a.is_test
        WHERE p.erased_at IS NULL AND NOT p.is_test
        GROUP BY p.workspace_id, p.id, p.name_key, p.country, p.place_id
        """
    )
    op.execute(
        f"""
        UPDATE person_totals SET years = found.years FROM (
            SELECT a.candidate_id, max({number}) AS years FROM application_tag t
            JOIN application a ON a.id = t.application_id AND NOT a.is_test
            WHERE t.name = 'Years of experience' GROUP BY a.candidate_id) found
        WHERE person_totals.candidate_id = found.candidate_id AND found.years BETWEEN 0 AND 80
        """
    )
    op.create_index("ix_person_totals_listed", "person_totals", ["workspace_id", "engaged_at", "candidate_id", *_SHOWN])
    for name, column in (("name", "name_key"), ("score", "score"), ("interviews", "interviews"), ("first", "first_at")):
        op.create_index(f"ix_person_totals_{name}", "person_totals", ["workspace_id", column, "candidate_id"])
    for name, column in (("place", "place_id"), ("country", "country")):
        shown = ["workspace_id", column, "engaged_at", "candidate_id", *(one for one in _SHOWN if one != column)]
        op.create_index(f"ix_person_totals_{name}", "person_totals", shown)
