"""The hook that keeps workspaces apart writes what one criterion for every table would, and heeds the cache of statements."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import aliased, with_loader_criteria
from sqlmodel import col

from milo_app import bootstrap
from milo_app.core.db import OnlyThisWorkspace, Tenant, in_workspace
from milo_app.core.work import system
from milo_app.domain.candidates.models import Application, ApplicationTag, Candidate
from milo_app.domain.interviewers.models import Interviewer
from tests.databases import Installation
from tests.factories.served import furnish

OTHER = aliased(Application)
OF_ADA = select(col(Candidate.id)).where(col(Candidate.name) == "Ada")
STATEMENTS: dict[str, Any] = {
    "rows": select(Application),
    "columns": select(Application).with_only_columns(col(Application.id)),
    "count": select(func.count()).select_from(Application),
    "alias": select(OTHER.id).where(OTHER.attempt > 1),
    "join": select(Application, Candidate).join(Candidate, col(Candidate.id) == col(Application.candidate_id)),
    "outer join": select(Application).outerjoin(
        ApplicationTag, col(ApplicationTag.application_id) == col(Application.id)
    ),
    "inner query": select(Application).where(col(Application.candidate_id).in_(OF_ADA)),
    "exists": select(Interviewer).where(exists().where(col(Application.interviewer_id) == col(Interviewer.id))),
    "update": update(Application).where(col(Application.candidate_id).in_(OF_ADA)).values(attempt=2),
    "delete": delete(ApplicationTag).where(col(ApplicationTag.name) == "Years"),
}


def tables(kind: type[Any] = Tenant) -> list[type[Any]]:
    """Return every table of a workspace."""
    found = [kind] if hasattr(kind, "__table__") else []
    return found + [one for below in kind.__subclasses__() for one in tables(below)]


def written(statement: Any, *options: Any) -> str:
    """Return the SQL with its values."""
    return str(statement.options(*options).compile(compile_kwargs={"literal_binds": True}))


@pytest.mark.parametrize("name", STATEMENTS)
def test_one_option_writes_what_one_for_each_table_would(name: str) -> None:
    each = [with_loader_criteria(kind, kind.workspace_id == 7, include_aliases=True) for kind in tables()]
    sql = written(STATEMENTS[name], OnlyThisWorkspace(7))
    assert sorted(sql.split()) == sorted(written(STATEMENTS[name], *each).split())
    assert "workspace_id = 7" in sql


def test_a_statement_that_is_cached_asks_for_the_workspace_of_now(installation: Installation) -> None:
    first, second = furnish("acme", "Oak"), furnish("birch", "Elm")
    with bootstrap.read(system(first.workspace_id)) as w:
        seen = []
        for place in (first, second, first):
            with in_workspace(place.workspace_id):
                w.session.expunge_all()
                found = w.session.scalars(select(Interviewer)).all()
                seen.append({row.workspace_id for row in found})
    assert seen == [{first.workspace_id}, {second.workspace_id}, {first.workspace_id}]
