"""What can be found is queued for the search: the queue, how each index stands, failures and switches.

The triggers that fill the queue are laid after every migration (`domain/search/triggers.py`).

Revision: 0005, after 0004.
"""

import sqlalchemy as sa

from alembic import op
from milo_app.core.db import UTC

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "search_outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("doc_id", sa.Integer(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_search_outbox_xid",
        "search_outbox",
        ["xid", "id"],
        sqlite_where=sa.text("xid IS NOT NULL"),
        postgresql_where=sa.text("xid IS NOT NULL"),
    )
    op.create_table(
        "search_index",
        sa.Column("engine", sa.String(length=24), nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("is_building", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("started_at", UTC(), nullable=True),
        sa.Column("built_at", UTC(), nullable=True),
        sa.Column("applied_at", UTC(), nullable=True),
        sa.Column("beat_at", UTC(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("engine", name=op.f("pk_search_index")),
    )
    op.create_table(
        "search_still",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_still")),
    )
    op.create_table(
        "search_forgotten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_forgotten")),
    )
    op.create_table(
        "search_failure",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("doc_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_search_failure_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_failure")),
        sa.UniqueConstraint(
            "engine", "workspace_id", "kind", "doc_id", name=op.f("uq_search_failure_engine_workspace_id_kind_doc_id")
        ),
    )
    op.create_table(
        "search_setting",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("has_resumes", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("has_notes", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("has_tags", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_search_setting_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_setting")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_search_setting_workspace_id")),
    )


def downgrade() -> None:
    """Take the change back; `alembic/env.py` has lifted the triggers."""
    for table in ("search_setting", "search_failure", "search_forgotten", "search_still", "search_index"):
        op.drop_table(table)
    op.drop_index("ix_search_outbox_xid", table_name="search_outbox")
    op.drop_table("search_outbox")
