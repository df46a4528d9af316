"""An act on many writes less: indexes that nothing reads go, and figures of people may be written after a large act.

Revision: 0011, after 0010.
"""

import sqlalchemy as sa

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ON_SQLITE = {
    "ix_application_iv_board": [
        "interviewer_id", "workspace_id", "is_test", "decision", "board", "moved_at", "id", "score_sort", "decided_at",
    ],
    "ix_application_iv_name": ["interviewer_id", "name_key", "id"],
    "ix_application_iv_score": ["interviewer_id", "score_sort", "id"],
    "ix_application_iv_state": ["interviewer_id", "workspace_id", "is_test", "state", "decision"],
}  # fmt: skip
_UNREAD = {
    "ix_application_ws_engaged": ["workspace_id", "engaged_at", "id"],
    "ix_application_ws_score": ["workspace_id", "score_sort", "id"],
}
_POINTS = {"act_id": "team_act", "workspace_id": "workspace"}
_FIGURES = ("people_due", "people_done")
_CHANGED_AT_ONCE = ("application", "person_totals")
"""Tables of which one act may change a tenth: the server clears away behind each such act and not behind every fourth."""


def upgrade() -> None:
    """Make the change."""
    for name in _UNREAD:
        op.drop_index(name, table_name="application")
    if op.get_bind().dialect.name == "postgresql":
        for name in _ON_SQLITE:
            op.drop_index(name, table_name="application")
        for table in _CHANGED_AT_ONCE:
            op.execute(f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.02)")
    with op.batch_alter_table("team_act", schema=None) as batch:
        for column in _FIGURES:
            batch.add_column(sa.Column(column, sa.Integer(), server_default="0", nullable=False))
    due = sa.text("people_due > people_done")
    op.create_index("ix_team_act_due", "team_act", ["workspace_id", "id"], sqlite_where=due, postgresql_where=due)
    with op.batch_alter_table("team_act_item", schema=None) as batch:
        for column in _POINTS:
            batch.drop_constraint(f"fk_team_act_item_{column}", type_="foreignkey")


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("team_act_item", schema=None) as batch:
        for column, table in _POINTS.items():
            batch.create_foreign_key(f"fk_team_act_item_{column}", table, [column], ["id"])
    op.drop_index("ix_team_act_due", table_name="team_act")
    for column in _FIGURES:
        op.drop_column("team_act", column)
    if op.get_bind().dialect.name == "postgresql":
        for table in _CHANGED_AT_ONCE:
            op.execute(f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor)")
        for name, columns in _ON_SQLITE.items():
            op.create_index(name, "application", columns)
    for name, columns in _UNREAD.items():
        op.create_index(name, "application", columns)
