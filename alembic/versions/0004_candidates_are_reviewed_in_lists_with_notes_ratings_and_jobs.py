"""Candidates are reviewed in lists: cells to filter by, notes, ratings, cohorts, acts, jobs and guest links.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa

from alembic import op
from milo_app.core.db import UTC, Json

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_object", ["workspace_id", "object_kind", "object_id", "id"], unique=False)

    op.create_table(
        "cohort",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["app_user.id"], name=op.f("fk_cohort_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cohort_public_id")),
        sa.UniqueConstraint("workspace_id", "name_key", name=op.f("uq_cohort_workspace_id_name_key")),
    )
    op.create_table(
        "workspace_logo",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_workspace_logo_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace_logo")),
        sa.UniqueConstraint("public_id", name=op.f("uq_workspace_logo_public_id")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_workspace_logo_workspace_id")),
    )
    op.create_table(
        "candidate_photo",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_candidate_photo_candidate_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_candidate_photo_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_photo")),
        sa.UniqueConstraint("public_id", name=op.f("uq_candidate_photo_public_id")),
    )
    op.create_index("ix_candidate_photo_candidate", "candidate_photo", ["candidate_id"], unique=False)
    op.create_table(
        "bulk_job",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("interviewer_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("params", Json, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued", "running", "done", "failed", "cancelled", name="bulkjobstate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("result_key", sa.String(length=200), nullable=False),
        sa.Column("result_name", sa.String(length=200), nullable=False),
        sa.Column("result_size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("finished_at", UTC(), nullable=True),
        sa.Column("expires_at", UTC(), nullable=True),
        sa.Column("seen_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["interviewer_id"], ["interviewer.id"], name=op.f("fk_bulk_job_interviewer_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_bulk_job_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_bulk_job_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_job")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_job_public_id")),
    )
    with op.batch_alter_table("bulk_job", schema=None) as batch_op:
        batch_op.create_index("ix_bulk_job_user", ["workspace_id", "user_id", "id"], unique=False)

    op.create_table(
        "team_act",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("interviewer_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("data", Json, nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("undone_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["interviewer_id"], ["interviewer.id"], name=op.f("fk_team_act_interviewer_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_team_act_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_team_act_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_act")),
        sa.UniqueConstraint("public_id", name=op.f("uq_team_act_public_id")),
    )
    with op.batch_alter_table("team_act", schema=None) as batch_op:
        batch_op.create_index("ix_team_act_user", ["workspace_id", "user_id", "id"], unique=False)

    op.create_table(
        "bulk_job_item",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_bulk_job_item_application_id")),
        sa.ForeignKeyConstraint(["job_id"], ["bulk_job.id"], name=op.f("fk_bulk_job_item_job_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_bulk_job_item_workspace_id")),
        sa.PrimaryKeyConstraint("job_id", "application_id", name=op.f("pk_bulk_job_item")),
    )
    op.create_table(
        "cohort_member",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("added_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["app_user.id"], name=op.f("fk_cohort_member_added_by")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_cohort_member_application_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_cohort_member_candidate_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_member_cohort_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_member_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_member")),
        sa.UniqueConstraint("cohort_id", "candidate_id", name=op.f("uq_cohort_member_cohort_id_candidate_id")),
    )
    with op.batch_alter_table("cohort_member", schema=None) as batch_op:
        batch_op.create_index("ix_cohort_member_candidate", ["candidate_id"], unique=False)

    op.create_table(
        "guest_link",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("guest", sa.String(length=120), nullable=False),
        sa.Column("message", sa.String(length=1000), nullable=False),
        sa.Column("questions", Json, nullable=False),
        sa.Column("options", Json, nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.Column("revoked_at", UTC(), nullable=True),
        sa.Column("opened_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_guest_link_application_id")),
        sa.ForeignKeyConstraint(["created_by"], ["app_user.id"], name=op.f("fk_guest_link_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_guest_link_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_link")),
        sa.UniqueConstraint("public_id", name=op.f("uq_guest_link_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_guest_link_token_hash")),
    )
    with op.batch_alter_table("guest_link", schema=None) as batch_op:
        batch_op.create_index("ix_guest_link_application", ["application_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=5000), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("edited_at", UTC(), nullable=True),
        sa.Column("deleted_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_note_application_id")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_note_author_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_note_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("public_id", name=op.f("uq_note_public_id")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index("ix_note_application", ["application_id", "id"], unique=False)

    op.create_table(
        "team_act_item",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum("none", "shortlisted", "dismissed", name="decision", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UTC(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["team_act.id"], name=op.f("fk_team_act_item_act_id")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_team_act_item_application_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_team_act_item_workspace_id")),
        sa.PrimaryKeyConstraint("act_id", "application_id", name=op.f("pk_team_act_item")),
    )
    with op.batch_alter_table("team_act_item", schema=None) as batch_op:
        batch_op.create_index("ix_team_act_item_application", ["application_id", "act_id"], unique=False)

    op.create_table(
        "verdict",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "value",
            sa.Enum("definitely", "yes", "unsure", "no", name="verdictvalue", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_verdict_application_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_verdict_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_verdict_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("application_id", "user_id", name=op.f("uq_verdict_application_id_user_id")),
    )
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.create_index("ix_verdict_user", ["user_id", "application_id"], unique=False)

    op.create_table(
        "guest_verdict",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "value",
            sa.Enum("definitely", "yes", "unsure", "no", name="verdictvalue", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["guest_link.id"], name=op.f("fk_guest_verdict_link_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_guest_verdict_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_verdict")),
        sa.UniqueConstraint("link_id", name=op.f("uq_guest_verdict_link_id")),
    )
    op.create_table(
        "note_mention",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_note_mention_note_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_note_mention_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_note_mention_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_mention")),
        sa.UniqueConstraint("note_id", "user_id", name=op.f("uq_note_mention_note_id_user_id")),
    )
    op.create_table(
        "note_version",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=5000), nullable=False),
        sa.Column("until", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_note_version_note_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_note_version_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_version")),
    )
    with op.batch_alter_table("note_version", schema=None) as batch_op:
        batch_op.create_index("ix_note_version_note", ["note_id", "id"], unique=False)

    op.create_table(
        "rating",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_rating_application_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_rating_question_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_rating_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_rating_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint(
            "application_id", "question_id", "user_id", name=op.f("uq_rating_application_id_question_id_user_id")
        ),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("notes_count", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("name_key", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("email_key", sa.String(length=254), server_default="", nullable=False))
        batch_op.add_column(sa.Column("country", sa.String(length=2), server_default="", nullable=False))
        batch_op.add_column(sa.Column("place_id", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("board", sa.SmallInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("moved_at", UTC(), nullable=True))
        batch_op.add_column(sa.Column("s0", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s1", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s2", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s3", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s4", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s5", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s6", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s7", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s8", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("s9", sa.SmallInteger(), server_default="-5", nullable=False))
        batch_op.add_column(sa.Column("own_max_retakes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("own_cooldown_days", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_application_iv_engaged"))
        batch_op.drop_index(batch_op.f("ix_application_iv_state"))
        batch_op.create_index(
            "ix_application_iv_state", ["interviewer_id", "workspace_id", "is_test", "state", "decision"], unique=False
        )
        batch_op.create_index(
            "ix_application_iv_board",
            [
                "interviewer_id",
                "workspace_id",
                "is_test",
                "decision",
                "board",
                "moved_at",
                "id",
                "score_sort",
                "decided_at",
            ],
            unique=False,
        )
        batch_op.create_index("ix_application_iv_name", ["interviewer_id", "name_key", "id"], unique=False)
        batch_op.create_index(
            "ix_application_listed",
            [
                "interviewer_id",
                "workspace_id",
                "engaged_at",
                "id",
                "decision",
                "state",
                "evaluation",
                "score_sort",
                "is_test",
                "notes_count",
                "source",
                "country",
                "place_id",
                "candidate_id",
                "invited_at",
                "completed_at",
                "board",
                "moved_at",
                "name_key",
                "email_key",
                "s0",
                "s1",
                "s2",
                "s3",
                "s4",
                "s5",
                "s6",
                "s7",
                "s8",
                "s9",
            ],
            unique=False,
        )

    with op.batch_alter_table("application_tag", schema=None) as batch_op:
        batch_op.add_column(sa.Column("interviewer_id", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(
            "ix_application_tag_value", ["interviewer_id", "name", "value", "application_id"], unique=False
        )

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("city", sa.String(length=120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("region", sa.String(length=120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("country", sa.String(length=2), server_default="", nullable=False))
        batch_op.add_column(sa.Column("lat", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("lon", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("place_id", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("place_source", sa.String(length=16), server_default="", nullable=False))
        batch_op.add_column(sa.Column("photo_key", sa.String(length=200), server_default="", nullable=False))

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("listed_version_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("list_columns", Json, server_default="{}", nullable=False))

    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_blind", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_blind", sa.Boolean(), server_default=sa.false(), nullable=False))

    op.execute(
        "UPDATE application SET "
        "name_key = (SELECT c.name_key FROM candidate c WHERE c.id = application.candidate_id), "
        "email_key = (SELECT CASE WHEN c.erased_at IS NULL THEN c.email ELSE '' END "
        "FROM candidate c WHERE c.id = application.candidate_id)"
    )
    op.execute(
        "UPDATE application_tag SET interviewer_id = "
        "(SELECT a.interviewer_id FROM application a WHERE a.id = application_tag.application_id)"
    )
    # The job of the cells writes s0 to s9, board and moved_at soon after: no interviewer has a listed_version_id yet.


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_object")

    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.drop_column("is_blind")

    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_column("is_blind")

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.drop_column("list_columns")
        batch_op.drop_column("listed_version_id")

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_column("photo_key")
        batch_op.drop_column("place_source")
        batch_op.drop_column("place_id")
        batch_op.drop_column("lon")
        batch_op.drop_column("lat")
        batch_op.drop_column("country")
        batch_op.drop_column("region")
        batch_op.drop_column("city")

    with op.batch_alter_table("application_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_application_tag_value")
        batch_op.drop_column("interviewer_id")

    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_listed")
        batch_op.drop_index("ix_application_iv_name")
        batch_op.drop_index("ix_application_iv_board")
        batch_op.drop_index("ix_application_iv_state")
        batch_op.create_index("ix_application_iv_state", ["interviewer_id", "state", "decision"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_application_iv_engaged"), ["interviewer_id", "engaged_at", "id"], unique=False
        )
        batch_op.drop_column("own_cooldown_days")
        batch_op.drop_column("own_max_retakes")
        batch_op.drop_column("s9")
        batch_op.drop_column("s8")
        batch_op.drop_column("s7")
        batch_op.drop_column("s6")
        batch_op.drop_column("s5")
        batch_op.drop_column("s4")
        batch_op.drop_column("s3")
        batch_op.drop_column("s2")
        batch_op.drop_column("s1")
        batch_op.drop_column("s0")
        batch_op.drop_column("moved_at")
        batch_op.drop_column("board")
        batch_op.drop_column("place_id")
        batch_op.drop_column("country")
        batch_op.drop_column("email_key")
        batch_op.drop_column("name_key")
        batch_op.drop_column("notes_count")
        batch_op.drop_column("revision")

    op.drop_table("candidate_photo")
    op.drop_table("workspace_logo")
    op.drop_table("rating")
    with op.batch_alter_table("note_version", schema=None) as batch_op:
        batch_op.drop_index("ix_note_version_note")

    op.drop_table("note_version")
    op.drop_table("note_mention")
    op.drop_table("guest_verdict")
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.drop_index("ix_verdict_user")

    op.drop_table("verdict")
    with op.batch_alter_table("team_act_item", schema=None) as batch_op:
        batch_op.drop_index("ix_team_act_item_application")

    op.drop_table("team_act_item")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index("ix_note_application")

    op.drop_table("note")
    with op.batch_alter_table("guest_link", schema=None) as batch_op:
        batch_op.drop_index("ix_guest_link_application")

    op.drop_table("guest_link")
    with op.batch_alter_table("cohort_member", schema=None) as batch_op:
        batch_op.drop_index("ix_cohort_member_candidate")

    op.drop_table("cohort_member")
    op.drop_table("bulk_job_item")
    with op.batch_alter_table("team_act", schema=None) as batch_op:
        batch_op.drop_index("ix_team_act_user")

    op.drop_table("team_act")
    with op.batch_alter_table("bulk_job", schema=None) as batch_op:
        batch_op.drop_index("ix_bulk_job_user")

    op.drop_table("bulk_job")
    op.drop_table("cohort")
