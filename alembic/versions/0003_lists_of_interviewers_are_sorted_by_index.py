"""Lists of interviewers are sorted along an index, stages have totals, completion is compared with before.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "stage_totals",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("stage_key", sa.String(length=32), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interviewer_id"], ["interviewer.id"], name=op.f("fk_stage_totals_interviewer_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_stage_totals_workspace_id")),
        sa.PrimaryKeyConstraint("interviewer_id", "stage_key", name=op.f("pk_stage_totals")),
    )
    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("invited", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index("ix_interviewer_ws_invited", ["workspace_id", "state", "invited", "id"], unique=False)
        batch_op.create_index("ix_interviewer_ws_deadline", ["workspace_id", "state", "deadline_at"], unique=False)
        batch_op.create_index(
            "ix_interviewer_paused",
            ["workspace_id", "state"],
            unique=False,
            sqlite_where=sa.text("budget_told_at IS NOT NULL"),
            postgresql_where=sa.text("budget_told_at IS NOT NULL"),
        )

    with op.batch_alter_table("interviewer_totals", schema=None) as batch_op:
        for name in ("pending", "recent_invited", "recent_completed", "before_invited", "before_completed"):
            batch_op.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("compared_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_under_baseline", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(
            "ix_interviewer_totals_low",
            ["workspace_id", "interviewer_id"],
            unique=False,
            sqlite_where=sa.text("is_under_baseline"),
            postgresql_where=sa.text("is_under_baseline"),
        )
        batch_op.create_index(
            "ix_interviewer_totals_pending",
            ["workspace_id", "interviewer_id"],
            unique=False,
            sqlite_where=sa.text("pending > 0"),
            postgresql_where=sa.text("pending > 0"),
        )

    op.execute(
        "UPDATE interviewer SET invited = coalesce("
        "(SELECT t.invited FROM interviewer_totals t WHERE t.interviewer_id = interviewer.id), 0)"
    )
    # The job of the figures counts the stages of every interviewer soon after.
    op.execute(
        "INSERT INTO rollup_dirty (workspace_id, interviewer_id, at) "
        "SELECT workspace_id, id, created_at FROM interviewer WHERE version_id IS NOT NULL"
    )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("interviewer_totals", schema=None) as batch_op:
        batch_op.drop_index("ix_interviewer_totals_pending")
        batch_op.drop_index("ix_interviewer_totals_low")
        for name in (
            "is_under_baseline",
            "compared_on",
            "before_completed",
            "before_invited",
            "recent_completed",
            "recent_invited",
            "pending",
        ):
            batch_op.drop_column(name)

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.drop_index("ix_interviewer_paused")
        batch_op.drop_index("ix_interviewer_ws_deadline")
        batch_op.drop_index("ix_interviewer_ws_invited")
        batch_op.drop_column("invited")

    op.drop_table("stage_totals")
