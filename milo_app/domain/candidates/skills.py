"""The skills that resumes name, kept beside the people so that a list can be narrowed by them."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import delete, insert
from sqlmodel import col

from milo_app.core.text import fold
from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.candidates.people_models import CandidateSkill
from milo_app.domain.candidates.resume_facts import read_facts
from milo_app.domain.candidates.resume_skills import skills

MOST = 60
"""So many skills of one resume are kept; nobody has more that mean something."""


def learn(w: Work, application_id: int, text: str) -> None:
    """Replace what is known of the skills of an application by those that its resume names."""
    w.session.execute(
        delete(CandidateSkill).where(col(CandidateSkill.application_id) == application_id),
        execution_options={"synchronize_session": False},
    )
    application = w.session.get(Application, application_id)
    if application is None or application.is_test or not text.strip():
        return
    known = skills_known()
    found = [fact.value for fact in read_facts(text, today=w.now.date()).skills if fact.value in known]
    rows = [
        {
            "workspace_id": w.workspace_id,
            "candidate_id": application.candidate_id,
            "application_id": application_id,
            "skill": name,
        }
        for name in list(dict.fromkeys(found))[:MOST]
    ]
    if rows:
        w.session.execute(insert(CandidateSkill), rows)


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Return what people write for a skill, folded, with the skill's name."""
    return {fold(alias.text): name for name, aliases in skills().items() for alias in aliases}


@lru_cache(maxsize=1)
def skills_known() -> frozenset[str]:
    """Return the names of all skills."""
    return frozenset(skills())
