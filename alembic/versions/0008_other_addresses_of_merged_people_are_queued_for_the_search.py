"""Other addresses of merged people are queued for the search: triggers are laid anew after every migration.

Revision: 0008, after 0007.
"""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change no table: `alembic/env.py` lays the triggers of `domain/search/triggers.py` as they are now."""


def downgrade() -> None:
    """Change no table."""
