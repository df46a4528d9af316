"""Indexes of tags, skills and files begin with what is looked for and not with the workspace, which every query names.

Revision: 0009, after 0008.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.drop_index("ix_application_tag_workspace", table_name="application_tag")
    op.create_index("ix_application_tag_name", "application_tag", ["name", "workspace_id", "value", "application_id"])
    op.drop_index("ix_candidate_skill_skill", table_name="candidate_skill")
    op.create_index("ix_candidate_skill_skill", "candidate_skill", ["skill", "workspace_id", "candidate_id"])
    op.drop_index("ix_stored_file_sha256", table_name="stored_file")
    op.create_index("ix_stored_file_sha256", "stored_file", ["sha256", "workspace_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_stored_file_sha256", table_name="stored_file")
    op.create_index("ix_stored_file_sha256", "stored_file", ["workspace_id", "sha256"])
    op.drop_index("ix_candidate_skill_skill", table_name="candidate_skill")
    op.create_index("ix_candidate_skill_skill", "candidate_skill", ["workspace_id", "skill", "candidate_id"])
    op.drop_index("ix_application_tag_name", table_name="application_tag")
    op.create_index(
        "ix_application_tag_workspace", "application_tag", ["workspace_id", "name", "value", "application_id"]
    )
