"""Interviewers get labels, templates, subscribers, saved views, imports of candidates and test runs.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa

from alembic import op
from milo_app.core.db import UTC, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "interview_template",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column("plan", Json, nullable=False),
        sa.Column("defaults", Json, nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["app_user.id"], name=op.f("fk_interview_template_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_interview_template_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_template")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interview_template_public_id")),
        sa.UniqueConstraint("workspace_id", "code", name=op.f("uq_interview_template_workspace_id_code")),
    )
    op.create_table(
        "label_definition",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("text", "number", "picklist", "yes_no", name="labelkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("allowed", Json, nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["app_user.id"], name=op.f("fk_label_definition_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_label_definition_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_definition")),
        sa.UniqueConstraint("public_id", name=op.f("uq_label_definition_public_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_label_definition_workspace_id_key")),
    )
    op.create_table(
        "library_question",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column(
            "stage_kind",
            sa.Enum("resume", "form", "web_interview", name="stagekind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "eligibility",
                "criterion",
                "short_answer",
                "single_choice",
                "multiple_choice",
                "number",
                "slider",
                "date",
                "file",
                "scored",
                "not_scored",
                "yes_no",
                "amount",
                name="questionkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("text_key", sa.String(length=1000), nullable=False),
        sa.Column("spec", Json, nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["app_user.id"], name=op.f("fk_library_question_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_library_question_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_library_question_public_id")),
    )
    with op.batch_alter_table("library_question", schema=None) as batch_op:
        batch_op.create_index("ix_library_question_kind", ["workspace_id", "stage_kind", "id"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_saved_view_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_saved_view_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_view_public_id")),
        sa.UniqueConstraint(
            "workspace_id", "user_id", "page", "name", name=op.f("uq_saved_view_workspace_id_user_id_page_name")
        ),
    )
    op.create_table(
        "user_choice",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.Column("changed_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_user_choice_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_user_choice_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_choice")),
        sa.UniqueConstraint("workspace_id", "user_id", "key", name=op.f("uq_user_choice_workspace_id_user_id_key")),
    )
    op.create_table(
        "candidate_import",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_mailed", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("queued", "running", "done", "failed", name="importstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("finished_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["interviewer.id"], name=op.f("fk_candidate_import_interviewer_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_candidate_import_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_candidate_import_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_candidate_import_public_id")),
    )
    with op.batch_alter_table("candidate_import", schema=None) as batch_op:
        batch_op.create_index("ix_candidate_import_interviewer", ["interviewer_id", "id"], unique=False)

    op.create_table(
        "deadline_notice",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("deadline_at", UTC(), nullable=False),
        sa.Column("given_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["interviewer_id"], ["interviewer.id"], name=op.f("fk_deadline_notice_interviewer_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_deadline_notice_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_notice")),
        sa.UniqueConstraint(
            "interviewer_id", "kind", "deadline_at", name=op.f("uq_deadline_notice_interviewer_id_kind_deadline_at")
        ),
    )
    op.create_table(
        "interviewer_subscription",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["interviewer.id"], name=op.f("fk_interviewer_subscription_interviewer_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_interviewer_subscription_user_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_interviewer_subscription_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewer_subscription")),
        sa.UniqueConstraint(
            "interviewer_id", "user_id", name=op.f("uq_interviewer_subscription_interviewer_id_user_id")
        ),
    )
    with op.batch_alter_table("interviewer_subscription", schema=None) as batch_op:
        batch_op.create_index("ix_interviewer_subscription_user", ["user_id"], unique=False)

    op.create_table(
        "label_assignment",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("definition_id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("value_key", sa.String(length=200), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=True),
        sa.Column("assigned_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["assigned_by"], ["app_user.id"], name=op.f("fk_label_assignment_assigned_by")),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["label_definition.id"], name=op.f("fk_label_assignment_definition_id")
        ),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["interviewer.id"], name=op.f("fk_label_assignment_interviewer_id")
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_label_assignment_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_assignment")),
        sa.UniqueConstraint(
            "interviewer_id", "definition_id", name=op.f("uq_label_assignment_interviewer_id_definition_id")
        ),
    )
    with op.batch_alter_table("label_assignment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_label_assignment_value", ["definition_id", "value_key", "interviewer_id"], unique=False
        )

    op.create_table(
        "candidate_import_row",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "added", "known", "refused", name="importrowstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["candidate_import.id"], name=op.f("fk_candidate_import_row_import_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_candidate_import_row_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_import_row")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_candidate_import_row_import_id_number")),
    )
    with op.batch_alter_table("candidate_import_row", schema=None) as batch_op:
        batch_op.create_index("ix_candidate_import_row_state", ["import_id", "state", "number"], unique=False)

    op.create_table(
        "completion_notice",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.Column("due_at", UTC(), nullable=False),
        sa.Column("is_digest", sa.Boolean(), nullable=False),
        sa.Column("sent_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_completion_notice_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["interviewer.id"], name=op.f("fk_completion_notice_interviewer_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_completion_notice_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_completion_notice_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion_notice")),
        sa.UniqueConstraint(
            "user_id", "application_id", "attempt", name=op.f("uq_completion_notice_user_id_application_id_attempt")
        ),
    )
    with op.batch_alter_table("completion_notice", schema=None) as batch_op:
        batch_op.create_index("ix_completion_notice_due", ["sent_at", "due_at"], unique=False)
        batch_op.create_index("ix_completion_notice_recent", ["user_id", "interviewer_id", "at"], unique=False)

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_test", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("budget_told_at", UTC(), nullable=True))
        batch_op.add_column(sa.Column("remind_days", sa.Integer(), server_default="2", nullable=False))
        batch_op.create_index("ix_interviewer_ws_created", ["workspace_id", "state", "created_at", "id"], unique=False)

    with op.batch_alter_table("interviewer_totals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_interviewer_totals_invited", ["workspace_id", "invited", "interviewer_id"], unique=False
        )

    with op.batch_alter_table("interviewer_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_trial", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("spec", Json, server_default="{}", nullable=False))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("interviewer_version", schema=None) as batch_op:
        batch_op.drop_column("spec")
        batch_op.drop_column("is_trial")

    with op.batch_alter_table("interviewer_totals", schema=None) as batch_op:
        batch_op.drop_index("ix_interviewer_totals_invited")

    with op.batch_alter_table("interviewer", schema=None) as batch_op:
        batch_op.drop_index("ix_interviewer_ws_created")
        batch_op.drop_column("remind_days")
        batch_op.drop_column("budget_told_at")

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_column("is_test")

    with op.batch_alter_table("completion_notice", schema=None) as batch_op:
        batch_op.drop_index("ix_completion_notice_recent")
        batch_op.drop_index("ix_completion_notice_due")

    op.drop_table("completion_notice")
    with op.batch_alter_table("candidate_import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_candidate_import_row_state")

    op.drop_table("candidate_import_row")
    with op.batch_alter_table("label_assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_label_assignment_value")

    op.drop_table("label_assignment")
    with op.batch_alter_table("interviewer_subscription", schema=None) as batch_op:
        batch_op.drop_index("ix_interviewer_subscription_user")

    op.drop_table("interviewer_subscription")
    op.drop_table("deadline_notice")
    with op.batch_alter_table("candidate_import", schema=None) as batch_op:
        batch_op.drop_index("ix_candidate_import_interviewer")

    op.drop_table("candidate_import")
    op.drop_table("user_choice")
    op.drop_table("saved_view")
    with op.batch_alter_table("library_question", schema=None) as batch_op:
        batch_op.drop_index("ix_library_question_kind")

    op.drop_table("library_question")
    op.drop_table("label_definition")
    op.drop_table("interview_template")
