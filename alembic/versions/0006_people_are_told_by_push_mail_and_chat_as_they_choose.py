"""People are told by push mail and chat as they choose.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa

from alembic import op
from milo_app.core.db import UTC, Json

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "notice_preference",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("matrix", Json, nullable=False),
        sa.Column(
            "digest", sa.Enum("at_once", "hourly", "daily", name="digest", native_enum=False, length=24), nullable=False
        ),
        sa.Column("quiet_from", sa.String(length=5), nullable=False),
        sa.Column("quiet_to", sa.String(length=5), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_notice_preference_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_notice_preference_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_preference")),
        sa.UniqueConstraint("workspace_id", "user_id", name=op.f("uq_notice_preference_workspace_id_user_id")),
    )
    op.create_table(
        "channel_webhook",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("interviewer_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Enum("slack", "teams", name="chatkind", native_enum=False, length=24), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.Column("tail", sa.String(length=4), nullable=False),
        sa.Column("topics", Json, nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("told_at", UTC(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["app_user.id"], name=op.f("fk_channel_webhook_created_by")),
        sa.ForeignKeyConstraint(["interviewer_id"], ["interviewer.id"], name=op.f("fk_channel_webhook_interviewer_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_channel_webhook_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_channel_webhook_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_webhook")),
        sa.UniqueConstraint("public_id", name=op.f("uq_channel_webhook_public_id")),
    )
    with op.batch_alter_table("channel_webhook", schema=None) as batch_op:
        batch_op.create_index("ix_channel_webhook_user", ["workspace_id", "user_id"], unique=False)

    op.create_table(
        "interviewer_notice",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "level", sa.Enum("urgent", "muted", name="noticelevel", native_enum=False, length=24), nullable=False
        ),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["interviewer.id"], name=op.f("fk_interviewer_notice_interviewer_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_interviewer_notice_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_interviewer_notice_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewer_notice")),
        sa.UniqueConstraint("interviewer_id", "user_id", name=op.f("uq_interviewer_notice_interviewer_id_user_id")),
    )
    with op.batch_alter_table("interviewer_notice", schema=None) as batch_op:
        batch_op.create_index("ix_interviewer_notice_user", ["user_id"], unique=False)

    op.create_table(
        "push_device",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("endpoint_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("told_at", UTC(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_push_device_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_push_device_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_device")),
        sa.UniqueConstraint("public_id", name=op.f("uq_push_device_public_id")),
        sa.UniqueConstraint("workspace_id", "endpoint_hash", name=op.f("uq_push_device_workspace_id_endpoint_hash")),
    )
    with op.batch_alter_table("push_device", schema=None) as batch_op:
        batch_op.create_index("ix_push_device_user", ["workspace_id", "user_id"], unique=False)

    op.create_table(
        "channel_post",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("group_key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("waiting", "sent", "failed", "unknown", name="poststate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("sent_at", UTC(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_channel_post_application_id")),
        sa.ForeignKeyConstraint(["interviewer_id"], ["interviewer.id"], name=op.f("fk_channel_post_interviewer_id")),
        sa.ForeignKeyConstraint(["webhook_id"], ["channel_webhook.id"], name=op.f("fk_channel_post_webhook_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_channel_post_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_post")),
    )
    with op.batch_alter_table("channel_post", schema=None) as batch_op:
        batch_op.create_index("ix_channel_post_group", ["webhook_id", "group_key", "state"], unique=False)
        batch_op.create_index("ix_channel_post_recent", ["webhook_id", "id"], unique=False)

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("budget_near_at", UTC(), nullable=True))

    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("rev", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("spread_rev", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("mail_at", UTC(), nullable=True))
        batch_op.create_index("ix_notification_ws_group", ["workspace_id", "group_key", "read_at"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index("ix_notification_ws_group")
        batch_op.drop_column("mail_at")
        batch_op.drop_column("spread_rev")
        batch_op.drop_column("rev")
        batch_op.drop_column("is_listed")

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.drop_column("budget_near_at")

    with op.batch_alter_table("channel_post", schema=None) as batch_op:
        batch_op.drop_index("ix_channel_post_recent")
        batch_op.drop_index("ix_channel_post_group")

    op.drop_table("channel_post")
    with op.batch_alter_table("push_device", schema=None) as batch_op:
        batch_op.drop_index("ix_push_device_user")

    op.drop_table("push_device")
    with op.batch_alter_table("interviewer_notice", schema=None) as batch_op:
        batch_op.drop_index("ix_interviewer_notice_user")

    op.drop_table("interviewer_notice")
    with op.batch_alter_table("channel_webhook", schema=None) as batch_op:
        batch_op.drop_index("ix_channel_webhook_user")

    op.drop_table("channel_webhook")
    op.drop_table("notice_preference")
