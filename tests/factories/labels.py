"""Labels of a workspace."""

from __future__ import annotations

from milo_app.core.work import Work
from milo_app.domain.interviewers import composing, queries
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.labels import service
from milo_app.domain.labels.models import LabelKind
from milo_app.domain.labels.queries import DefinitionRow


def make_region(w: Work, *, is_required: bool = False, allowed: str = "East, West, North") -> DefinitionRow:
    """Add a picklist."""
    return service.create(w, "Region", LabelKind.PICKLIST, allowed=allowed, is_required=is_required)


def make_label(w: Work, name: str, kind: LabelKind = LabelKind.TEXT, *, is_required: bool = False) -> DefinitionRow:
    """Add a label that has no allowed values."""
    return service.create(w, name, kind, is_required=is_required)


def make_draft(w: Work, title: str) -> Interviewer:
    """Begin an interviewer that never went live."""
    return queries.pick(w, composing.blank(w, title).id)
