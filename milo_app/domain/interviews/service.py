"""The candidate's run, in one place for pages, API and jobs: begin, step, answer, finish, files, feedback, data."""

from __future__ import annotations

from milo_app.core.work import Work
from milo_app.domain.candidates.models import Application
from milo_app.domain.interviewers.versions import plan_of
from milo_app.domain.interviews import runs
from milo_app.domain.interviews.answering import answer, skip
from milo_app.domain.interviews.entry import PROVEN, apply, enter, leave, on_links_revoked, place, seat
from milo_app.domain.interviews.files import attach_file, check_upload, file_for, remove_file, set_file_text
from milo_app.domain.interviews.models import StageRun
from milo_app.domain.interviews.person import export, my_data, rate, status
from milo_app.domain.interviews.progress import rebuild
from milo_app.domain.interviews.reading import read_resume
from milo_app.domain.interviews.replies import Reply
from milo_app.domain.interviews.retakes import retake
from milo_app.domain.interviews.role_questions import ask, told
from milo_app.domain.interviews.runs import begin, on_application_created, record_stage
from milo_app.domain.interviews.sheet import own
from milo_app.domain.interviews.steps import Step, step, step_of

__all__ = [
    "PROVEN",
    "Reply",
    "Step",
    "answer",
    "apply",
    "ask",
    "attach_file",
    "begin",
    "check_upload",
    "enter",
    "export",
    "file_for",
    "finish_stage",
    "knock_out",
    "leave",
    "my_data",
    "on_application_created",
    "on_links_revoked",
    "place",
    "rate",
    "read_resume",
    "rebuild",
    "record_stage",
    "remove_file",
    "retake",
    "seat",
    "set_file_text",
    "skip",
    "status",
    "step",
    "told",
]


def finish_stage(w: Work) -> Step:
    """Finish the present stage (kinds "resume" and "review") and return the next step.

    Raises `Invalid` for what is missing: field "resume", or the key of the question.
    """
    runs.finish(w)
    return step_of(w, own(w))


def knock_out(w: Work, application_id: int, stage_run_id: int, rule_name: str) -> bool:
    """Stop somebody by a rule that could only be checked later (scoring); False when it changed nothing."""
    application = w.session.get_one(Application, application_id)
    run = w.session.get_one(StageRun, stage_run_id)
    if run.attempt != application.attempt:
        return False
    stage = plan_of(w, application.version_id).stage(run.stage_id)
    return runs.knock_out(w, application, stage, run, rule_name[:120])
