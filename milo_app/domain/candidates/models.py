"""Tables of candidates: a person once per workspace, and that person in an interviewer."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, SmallInteger, UniqueConstraint, text
from sqlmodel import Field

from milo_app.core.db import UTC, Json, Tenant, text_enum
from milo_app.core.ids import public_id


class ApplicationState(str, Enum):
    """API states of product.md 24. On screen: Not started, In progress, Being scored, Completed, Disqualified."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    EVALUATING = "evaluating"
    COMPLETED = "completed"
    KNOCKED_OUT = "knocked_out"


class Decision(str, Enum):
    """What a person decided; the two exclude each other."""

    NONE = "none"
    SHORTLISTED = "shortlisted"
    DISMISSED = "dismissed"


class EvaluationState(str, Enum):
    """Where the scoring of an application stands. `pending` means: it failed for a reason and can be retried."""

    NONE = "none"
    QUEUED = "queued"
    DONE = "done"
    PENDING = "pending"


class Source(str, Enum):
    """How somebody came in."""

    LINK = "link"
    INVITE = "invite"
    IMPORT = "import"
    TEST = "test"
    DEMO = "demo"


class ImportState(str, Enum):
    """Where an import of candidates stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ImportRowState(str, Enum):
    """What became of one line of an import."""

    WAITING = "waiting"
    ADDED = "added"
    KNOWN = "known"
    REFUSED = "refused"


class Candidate(Tenant, table=True):
    """A person, unique in the workspace by e-mail."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "email"),
        Index("ix_candidate_phone", "workspace_id", "phone"),
        Index("ix_candidate_name_key", "workspace_id", "name_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    name: str = Field(max_length=200)
    name_key: str = Field(default="", max_length=200, description="Name folded for search.")
    email: str = Field(max_length=254, description="Normalized: trimmed and lowercase.")
    phone: str = Field(default="", max_length=20, description="E.164, empty when unknown.")
    tz: str = Field(default="", max_length=60)
    created_at: datetime = Field(sa_type=UTC)
    erased_at: datetime | None = Field(default=None, sa_type=UTC)
    is_test: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": sa.false()},
        description="A colleague who tries an interview: left out of every list and figure.",
    )
    city: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": ""})
    region: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": ""})
    country: str = Field(
        default="", max_length=2, sa_column_kwargs={"server_default": ""}, description="ISO 3166 code, or empty."
    )
    lat: float | None = None
    lon: float | None = None
    place_id: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="The gazetteer's number of the city, 0: none."
    )
    place_source: str = Field(
        default="", max_length=16, sa_column_kwargs={"server_default": ""}, description='"resume", "phone" or empty.'
    )
    photo_key: str = Field(
        default="", max_length=200, sa_column_kwargs={"server_default": ""}, description="The public id of the photo."
    )


class CandidatePhoto(Tenant, table=True):
    """A small square picture of a person, kept where every backup has it.

    `Candidate.photo_key` is the public id of the one that is shown; after a merge the other person's lies beside it.
    """

    __tablename__ = "candidate_photo"
    __table_args__ = (Index("ix_candidate_photo_candidate", "candidate_id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    candidate_id: int = Field(foreign_key="candidate.id")
    kind: str = Field(max_length=4, description="png or jpg.")
    body: bytes = Field(sa_type=sa.LargeBinary)
    created_at: datetime = Field(sa_type=UTC)


MOST_STAGES = 10
NO_RUN = -5
"""A stage that this person has not come to: see `Application.s0`."""
FINISHED = 70
"""The board position of who has finished."""


def _cell() -> Any:
    return Field(default=NO_RUN, sa_type=SmallInteger, sa_column_kwargs={"server_default": str(NO_RUN)})


# What lists filter and sort by: one covering index answers every filter of one interviewer in any combination. What is
# short stands first: SQLite reads a row of an index from its beginning up to what is asked for.
_LISTED = (
    "decision", "is_test", "state", "score_sort", *(f"s{number}" for number in range(MOST_STAGES)), "notes_count",
    "tags_count", "attempt", "board", "evaluation", "source", "country", "place_id", "candidate_id", "invited_at",
    "completed_at", "moved_at", "name_key", "email_key",
)  # fmt: skip

_BOARD = ("decision", "board", "moved_at", "id", "score_sort", "decided_at")
"""What the columns of a board are counted and ordered by."""


def _on_sqlite(index: Index) -> Index:
    """Have an index on SQLite only: PostgreSQL sorts 50,000 lines of the covering one as fast as it must, and writes
    every index again of each row that changes, which is most of what a decision about many costs."""
    return index.ddl_if(dialect="sqlite")


class Application(Tenant, table=True):
    """A person in an interviewer (API: interview). `score_sort` is the score or -1, so that pages hold every row.

    `s0` to `s9` are the person's stages in the order of the interviewer's present version, for filters and sorts:
    a score from 0 to 100, or -1 completed without a score, -2 begun, -3 not begun, -4 stopped there, -5 not reached.
    `board` is the number of the stage where the person stands (0 to 9), or 70 when finished; `moved_at` since when.
    `name_key` and `email_key` repeat the person's, as `country` and `place_id` do. `listed.py` keeps all of these.
    """

    __table_args__ = (
        UniqueConstraint("interviewer_id", "candidate_id"),
        Index("ix_application_listed", "interviewer_id", "workspace_id", "engaged_at", "id", *_LISTED),
        _on_sqlite(Index("ix_application_iv_name", "interviewer_id", "name_key", "id")),
        _on_sqlite(Index("ix_application_iv_board", "interviewer_id", "workspace_id", "is_test", *_BOARD)),
        _on_sqlite(Index("ix_application_iv_score", "interviewer_id", "score_sort", "id")),
        Index("ix_application_iv_invited", "interviewer_id", "invited_at", "id"),
        Index("ix_application_iv_started", "interviewer_id", "started_at"),
        Index("ix_application_iv_completed", "interviewer_id", "completed_at"),
        _on_sqlite(Index("ix_application_iv_state", "interviewer_id", "workspace_id", "is_test", "state", "decision")),
        Index("ix_application_candidate", "candidate_id"),
        Index(
            "ix_application_unscored",
            "workspace_id",
            "id",
            sqlite_where=text("evaluation IN ('queued','pending')"),
            postgresql_where=text("evaluation IN ('queued','pending')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    candidate_id: int = Field(foreign_key="candidate.id")
    version_id: int = Field(foreign_key="interviewer_version.id", description="The version this person answers.")
    source: Source = Field(default=Source.LINK, sa_type=text_enum(Source))
    state: ApplicationState = Field(default=ApplicationState.PENDING, sa_type=text_enum(ApplicationState))
    attempt: int = 1
    is_test: bool = False
    progress: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=Json,
        description="By stage id (as text): {kind, state, score, done, total, passed}; a cache of stage runs.",
    )
    score: int | None = None
    score_sort: int = -1
    evaluation: EvaluationState = Field(default=EvaluationState.NONE, sa_type=text_enum(EvaluationState))
    evaluation_reason: str = Field(default="", max_length=500)
    scored_by: str = Field(default="", max_length=120)
    knocked_out_by: str = Field(default="", max_length=120, description="Name of the rule that stopped this person.")
    decision: Decision = Field(default=Decision.NONE, sa_type=text_enum(Decision))
    decided_by: int | None = Field(default=None, foreign_key="app_user.id")
    decided_at: datetime | None = Field(default=None, sa_type=UTC)
    decision_reason: str = Field(default="", max_length=300)
    invited_at: datetime = Field(sa_type=UTC)
    consent_at: datetime | None = Field(
        default=None, sa_type=UTC, description="When the candidate agreed to the notice."
    )
    consent_notice: str = Field(
        default="",
        max_length=20,
        sa_column_kwargs={"server_default": ""},
        description="Which version of the notice that was.",
    )
    started_at: datetime | None = Field(default=None, sa_type=UTC)
    completed_at: datetime | None = Field(default=None, sa_type=UTC)
    engaged_at: datetime = Field(sa_type=UTC, description="The candidate's last action.")
    csat: int | None = None
    csat_comment: str = Field(default="", max_length=2000)
    revision: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="Grows with every act of the team."
    )
    notes_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    tags_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    name_key: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    email_key: str = Field(default="", max_length=254, sa_column_kwargs={"server_default": ""})
    country: str = Field(default="", max_length=2, sa_column_kwargs={"server_default": ""})
    place_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    board: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    moved_at: datetime | None = Field(default=None, sa_type=UTC)
    s0: int = _cell()
    s1: int = _cell()
    s2: int = _cell()
    s3: int = _cell()
    s4: int = _cell()
    s5: int = _cell()
    s6: int = _cell()
    s7: int = _cell()
    s8: int = _cell()
    s9: int = _cell()
    own_max_retakes: int | None = Field(
        default=None, description="Retakes that the team allowed this person, instead of the interviewer's."
    )
    own_cooldown_days: int | None = Field(default=None, description="Goes with `own_max_retakes`.")


class ApplicationTag(Tenant, table=True):
    """Something taken from the answers ("Years of experience: 5"), never typed by the team (that is a label)."""

    __tablename__ = "application_tag"
    __table_args__ = (
        Index("ix_application_tag_application", "application_id"),
        Index("ix_application_tag_value", "interviewer_id", "name", "value", "application_id"),
        # Not led by the workspace, which every query names: SQLite would take it for whatever asks for an application.
        Index("ix_application_tag_name", "name", "workspace_id", "value", "application_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    interviewer_id: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="That of the application, for filters."
    )
    name: str = Field(max_length=60)
    value: str = Field(max_length=120)
    quote: str = Field(default="", max_length=600)


class PersonalLink(Tenant, table=True):
    """A candidate's own link into an application. Only the digest is stored; it can be revoked and expires."""

    __tablename__ = "personal_link"
    __table_args__ = (Index("ix_personal_link_application", "application_id"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)


class CandidateImport(Tenant, table=True):
    """A list of people that a recruiter adds to an interviewer; a job works through its lines."""

    __tablename__ = "candidate_import"
    __table_args__ = (Index("ix_candidate_import_interviewer", "interviewer_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, max_length=32, unique=True)
    interviewer_id: int = Field(foreign_key="interviewer.id")
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    name: str = Field(default="", max_length=200, description="The file's name, or what was pasted.")
    is_mailed: bool = Field(default=True, description="Whether each new candidate gets an invitation mail.")
    state: ImportState = Field(default=ImportState.QUEUED, sa_type=text_enum(ImportState))
    total: int = 0
    added: int = 0
    known: int = 0
    refused: int = 0
    reason: str = Field(default="", max_length=500, description="Why it failed or stopped early.")
    created_at: datetime = Field(sa_type=UTC)
    finished_at: datetime | None = Field(default=None, sa_type=UTC)


class CandidateImportRow(Tenant, table=True):
    """One line of an import, with what became of it."""

    __tablename__ = "candidate_import_row"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        Index("ix_candidate_import_row_state", "import_id", "state", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="candidate_import.id")
    number: int = Field(description="The line in the file, counted from 1.")
    name: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=60)
    state: ImportRowState = Field(default=ImportRowState.WAITING, sa_type=text_enum(ImportRowState))
    sentence: str = Field(default="", max_length=300, description="Why it was refused.")
