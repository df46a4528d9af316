"""Files that candidates send: where one may go, keeping its row, its text, and who may have it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.errors import Denied, Invalid, NotFound
from milo_app.core.settings import settings
from milo_app.core.text import one_line
from milo_app.core.work import Work
from milo_app.domain.candidates import locating, skills, twins
from milo_app.domain.candidates.models import Application, Candidate
from milo_app.domain.candidates.service import changed
from milo_app.domain.interviewers.plan import QuestionKind, StageKind
from milo_app.domain.interviewers.versions import QuestionSpec
from milo_app.domain.interviews import progress
from milo_app.domain.interviews.cards import FileCard, card_of
from milo_app.domain.interviews.errors import NotYourTurn, TooManyFiles
from milo_app.domain.interviews.events import FileAttached
from milo_app.domain.interviews.models import FilePurpose, StoredFile, TextState
from milo_app.domain.interviews.ports import ResumeText, StoredBlob, UnreadableResume
from milo_app.domain.interviews.replies import EMPTY, Read
from milo_app.domain.interviews.runs import ids, recheck_resume, require_running, start_stage
from milo_app.domain.interviews.sheet import Sheet, own, sheet_of

MOST_FILES = 5
RESUME_ENDINGS = ("pdf", "docx", "txt")
ANSWER_ENDINGS = ("pdf", "docx", "txt", "png", "jpg")
LONGEST_TEXT = 400_000


@dataclass(frozen=True, slots=True)
class UploadPlace:
    """Where a file may go: its limit in bytes, the kinds that are taken (by their usual ending), and how many more."""

    limit_bytes: int
    extensions: tuple[str, ...]
    slots_left: int


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file to hand out."""

    blob_key: str
    name: str
    kind: str
    size: int
    application: str


def check_upload(w: Work, purpose: str, question_key: str = "") -> UploadPlace:
    """Say whether the candidate may send a file here and now, before its bytes are read.

    Raises `NotYourTurn`, `AlreadyFinished`, `TooManyFiles`, and `Invalid` for an unknown purpose.
    """
    return _place(w, sheet_of(w, own(w)), purpose, question_key)


def _place(w: Work, sheet: Sheet, purpose: str, question_key: str) -> UploadPlace:
    require_running(sheet.application)
    limit = settings().resume_max_mb * 1024 * 1024
    stage = sheet.stage
    if purpose == FilePurpose.RESUME.value:
        if stage is None or stage.kind != StageKind.RESUME:
            raise NotYourTurn
        # A newer resume takes the place of the one before, so there is always room; the cap bounds what is stored.
        if len(_resumes(w, sheet.application)) >= MOST_FILES * 2:
            raise Invalid("You have replaced your resume often.", field="file", do="Go on with the last one.")
        return UploadPlace(limit, RESUME_ENDINGS, 1)
    if purpose != FilePurpose.ANSWER.value:
        raise Invalid("That is no place for a file.", field="purpose")
    question = _file_question(sheet, question_key)
    most = MOST_FILES if question.plan.allows_many else 1
    left = most - len(files_of_question(w, sheet.application, question.id))
    if left <= 0:
        raise TooManyFiles(most)
    named = [ending.lower().lstrip(".").replace("jpeg", "jpg") for ending in question.plan.extensions]
    return UploadPlace(limit, tuple(e for e in ANSWER_ENDINGS if not named or e in named) or ANSWER_ENDINGS, left)


def _file_question(sheet: Sheet, key: str) -> QuestionSpec:
    stage = sheet.stage
    for question in stage.questions if stage is not None else ():
        if question.key == key and question.kind == QuestionKind.FILE:
            return question
    raise NotYourTurn


def attach_file(w: Work, blob: StoredBlob, *, name: str, kind: str, purpose: str, question_key: str = "") -> FileCard:
    """Keep the row of a stored file; the place is checked again, since another tab may have filled it meanwhile."""
    application = own(w, lock=True)
    sheet = sheet_of(w, application)
    place = _place(w, sheet, purpose, question_key)
    if kind not in place.extensions:
        raise Invalid("This kind of file is not taken here.", field="file", do=f"Send {', '.join(place.extensions)}.")
    is_resume = purpose == FilePurpose.RESUME.value
    row = StoredFile(
        workspace_id=w.workspace_id,
        application_id=application.id or 0,
        question_id=None if is_resume else _file_question(sheet, question_key).id,
        purpose=FilePurpose(purpose),
        name=one_line(name)[-200:] or "file",
        kind=kind[:10],
        size=blob.size,
        sha256=blob.sha256,
        blob_key=blob.key,
        created_at=w.now,
        # Only resumes are read; an answer's file is kept and handed out as it is.
        text_state=TextState.WAITING if is_resume else TextState.READ,
    )
    w.session.add(row)
    if sheet.stage is not None:
        start_stage(w, application, sheet.stage)
    application.engaged_at = w.now
    w.session.add(application)
    w.session.flush()
    assert row.id is not None
    w.publish(FileAttached(**ids(w, application), file_id=row.id, purpose=purpose))
    changed(w, application, "files")
    return card_of(row, w.actor.tz)


def remove_file(w: Work, public_id: str) -> str:
    """Take back a file of a question that is still open and return its blob key, to be deleted after the commit."""
    application = own(w, lock=True)
    require_running(application)
    sheet = sheet_of(w, application)
    row = _own_file(w, application, public_id)
    stage = sheet.stage
    if row.question_id is None or stage is None or row.question_id not in {q.id for q in stage.questions}:
        raise NotYourTurn
    question = next(q for q in stage.questions if q.id == row.question_id)
    key = row.blob_key
    w.session.delete(row)
    w.session.flush()
    said = files_as_reply(files_of_question(w, application, question.id))
    for answer in sheet.rows(question):
        # The form asks again where the last file of a required question is gone.
        answer.body, answer.value = said.body, ({} if said.is_empty else {"v": said.value})
        answer.answered_at = None if said.is_empty and question.plan.is_required else answer.answered_at
        w.session.add(answer)
    if stage.id in sheet.runs:
        progress.refresh(w, application, stage, sheet.runs[stage.id])
    changed(w, application, "files")
    return key


def _resumes(w: Work, application: Application) -> Sequence[StoredFile]:
    query = select(StoredFile).where(
        col(StoredFile.application_id) == application.id, col(StoredFile.purpose) == FilePurpose.RESUME
    )
    return w.session.scalars(query).all()


def files_of_question(w: Work, application: Application, question_id: int) -> Sequence[StoredFile]:
    """Return the files of a question, oldest first."""
    query = (
        select(StoredFile)
        .where(col(StoredFile.application_id) == application.id, col(StoredFile.question_id) == question_id)
        .order_by(col(StoredFile.id))
    )
    return w.session.scalars(query).all()


def files_as_reply(found: Sequence[StoredFile]) -> Read:
    """Return the reply that uploaded files are: their names."""
    names = [row.name for row in found]
    return Read(", ".join(names), names) if names else EMPTY


def _own_file(w: Work, application: Application, public_id: str) -> StoredFile:
    query = select(StoredFile).where(
        col(StoredFile.public_id) == public_id, col(StoredFile.application_id) == application.id
    )
    row = w.session.scalars(query).one_or_none()
    if row is None:
        raise NotFound("There is no such file.")
    return row


def file_for(w: Work, public_id: str) -> FileRef:
    """Return a file to hand out: to a user with `application:media`, or to the candidate whose it is.

    Raises `NotFound`, also for somebody else's file.
    """
    if w.actor.kind == "candidate":
        application = own(w)
        row = _own_file(w, application, public_id)
        return FileRef(row.blob_key, row.name, row.kind, row.size, application.public_id)
    w.require("application:media")
    if w.actor.is_blind:
        raise Denied("Blind review leaves files and recordings out.", do="Leave it in My account.")
    found = w.session.execute(
        select(StoredFile, Application)
        .join(Application, col(Application.id) == col(StoredFile.application_id))
        .where(col(StoredFile.public_id) == public_id)
    ).first()
    if found is None:
        raise NotFound("There is no such file.")
    row, application = found
    return FileRef(row.blob_key, row.name, row.kind, row.size, application.public_id)


def _with_the_same(w: Work, row: StoredFile, application: Application) -> list[int]:
    """Return the people who sent the same resume, up to the number that still says something."""
    if application.is_test:
        return []
    query = (
        select(col(Application.candidate_id))
        .join(StoredFile, col(StoredFile.application_id) == col(Application.id))
        .where(
            col(StoredFile.workspace_id) == w.workspace_id,
            col(StoredFile.sha256) == row.sha256,
            col(StoredFile.purpose) == FilePurpose.RESUME,
            col(Application.candidate_id) != application.candidate_id,
            col(Application.is_test).is_(False),
        )
        .distinct()
        .limit(twins.SHARED_BY_MANY + 1)
    )
    return [int(one) for one in w.session.scalars(query)]


def set_file_text(w: Work, file_id: int, found: ResumeText | UnreadableResume) -> None:
    """Keep what was read from a resume, or why nothing was, and check what waited for it."""
    row = w.session.get_one(StoredFile, file_id)
    if isinstance(found, ResumeText):
        row.text_state, row.text, row.text_note = TextState.READ, found.text[:LONGEST_TEXT], found.warning[:400]
    else:
        row.text_state, row.text, row.text_note = TextState.UNREADABLE, "", found.sentence()[:400]
    w.session.add(row)
    w.session.flush()
    application = w.session.get_one(Application, row.application_id)
    if row.purpose == FilePurpose.RESUME:
        locating.learn_from_resume(w, w.session.get_one(Candidate, application.candidate_id), row.text)
        skills.learn(w, row.application_id, row.text)
        twins.note(w, application.candidate_id, _with_the_same(w, row, application), "resume")
        recheck_resume(w, row.application_id)
    changed(w, application, "files")
