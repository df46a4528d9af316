"""Imports every models module, so that the metadata is whole for Alembic, tests and the tenancy hook."""

from __future__ import annotations

import milo_app.core.lease
import milo_app.core.outbox
import milo_app.domain.accounts.models
import milo_app.domain.accounts.notice_models
import milo_app.domain.analytics.models
import milo_app.domain.audit.models
import milo_app.domain.billing.models
import milo_app.domain.candidates.bulk_models
import milo_app.domain.candidates.models
import milo_app.domain.candidates.people_models
import milo_app.domain.candidates.team_models
import milo_app.domain.interviewers.models
import milo_app.domain.interviewers.notice_models
import milo_app.domain.interviews.models
import milo_app.domain.labels.models
import milo_app.domain.notifications.models
import milo_app.domain.outreach.models
import milo_app.domain.scoring.guest_models
import milo_app.domain.scoring.models
import milo_app.domain.search.models  # noqa: F401
from milo_app.core.db import metadata

__all__ = ["metadata"]
