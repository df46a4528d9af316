"""The shape of an interview's results. `quotes`, `answers` and `not_judged` are Milo's own additions.

Scores are converted as the public API has them: 1-10 on the scorecard, 0-10 for a resume criterion, 0-100 for a match.
"""

from __future__ import annotations

from typing import Literal

from milo_app.api.v2.shapes import CandidateStatus, CandidateWorkflow, Shape


class TranscriptEntry(Shape):
    """Something said; `timestamp` counts seconds from the start of the interview."""

    speaker: Literal["Interviewer", "Candidate"]
    text: str
    timestamp: int
    timestamp_str: str


class ScorecardQuestion(Shape):
    """A question of the interview. Without a score `not_scored` is true, `score` 0, and the summary says why."""

    question_id: str
    question_text: str
    score: int
    score_weight: int
    evaluation_summary: str
    evaluation_criteria: str
    score_1_description: str | None
    score_5_description: str | None
    not_scored: bool
    rank: int
    transcript: list[TranscriptEntry]
    quotes: list[str]


class WebInterviewResult(Shape):
    """The interview. It is null while it has no score: the answers stand in `answers` even then."""

    object: Literal["web_interview_result"] = "web_interview_result"
    interview_id: str
    match_score: int
    highlights: list[str]
    lowlights: list[str]
    scorecard: list[ScorecardQuestion]
    speech_score: None = None
    transcript: list[TranscriptEntry]
    audio_recording_url: None = None
    video_recording_url: None = None
    tags: list[str]


class ResumeScore(Shape):
    """A criterion of the resume, 0-10. `confidence` is the share of its quotes found word for word: Milo keeps no other."""

    criteria_id: str
    criteria_text: str
    score: float
    confidence: float
    reasons: list[str]
    quotes: list[str]


class ResumeCheck(Shape):
    """A check of the resume. It is a fixed rule, so its confidence is 1."""

    criteria_id: str
    criteria_text: str
    passed: bool
    confidence: float
    reasons: list[str]


class NotJudged(Shape):
    """A criterion or check of the resume that has no result, and why."""

    criteria_id: str
    criteria_text: str
    reason: str


class ResumeResult(Shape):
    """The resume."""

    object: Literal["resume_result"] = "resume_result"
    interview_id: str
    overall_score: float | None
    is_eligible: bool | None
    score_criteria: list[ResumeScore]
    eligibility_criteria: list[ResumeCheck]
    not_judged: list[NotJudged]
    resume_url: None = None


class FormQuestionResult(Shape):
    """A question of the form. `passed` is false only when a check of the answer failed."""

    question_id: str
    question_text: str
    question_type: str
    is_knockout: bool
    passed: bool
    candidate_answer: str | None
    expected_answer: str | None


class FormResult(Shape):
    """The form."""

    object: Literal["form_result"] = "form_result"
    interview_id: str
    overall_status: Literal["passed", "failed", "pending"]
    questions: list[FormQuestionResult]


class GivenAnswer(Shape):
    """A question as it was put and the reply to it, with the words that scores rest on. `follow_up` 0 is the question itself."""

    step_id: str
    question_id: str
    follow_up: int
    prompt: str
    answer: str | None
    is_skipped: bool
    asked_at: int | None
    answered_at: int | None
    quotes: list[str]


class InterviewData(Shape):
    """Everything about an application; only who and where while `status` is not_ready."""

    object: Literal["interview_data"] = "interview_data"
    interview_id: str
    candidate_id: str
    posting_id: str
    name: str
    email: str
    score: int | None
    status: CandidateStatus | Literal["not_ready"]
    workflow: CandidateWorkflow
    web_interview: WebInterviewResult | None
    resume: ResumeResult | None
    sms: None = None
    form: FormResult | None
    cheat_detection: None = None
    answers: list[GivenAnswer]
    metadata: None = None
    data: None = None
