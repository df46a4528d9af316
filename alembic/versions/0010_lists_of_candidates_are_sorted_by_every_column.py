"""Lists of candidates are sorted by every column: how many tags somebody has is held beside them, and all is in the index.

Revision: 0010, after 0009.
"""

import sqlalchemy as sa

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FIRST = ["interviewer_id", "workspace_id", "engaged_at", "id"]
_STAGES = [f"s{number}" for number in range(10)]
_BEFORE = [
    "decision", "state", "evaluation", "score_sort", "is_test", "notes_count", "source", "country", "place_id",
    "candidate_id", "invited_at", "completed_at", "board", "moved_at", "name_key", "email_key", *_STAGES,
]  # fmt: skip
_AFTER = [
    "decision", "is_test", "state", "score_sort", *_STAGES, "notes_count", "tags_count", "attempt", "board",
    "evaluation", "source", "country", "place_id", "candidate_id", "invited_at", "completed_at", "moved_at",
    "name_key", "email_key",
]  # fmt: skip


def upgrade() -> None:
    """Make the change."""
    op.add_column("application", sa.Column("tags_count", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE application SET tags_count = (SELECT count(*) FROM application_tag t WHERE t.application_id = application.id) "
        "WHERE id IN (SELECT application_id FROM application_tag)"
    )
    op.drop_index("ix_application_listed", table_name="application")
    op.create_index("ix_application_listed", "application", [*_FIRST, *_AFTER])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_application_listed", table_name="application")
    op.create_index("ix_application_listed", "application", [*_FIRST, *_BEFORE])
    op.drop_column("application", "tags_count")
