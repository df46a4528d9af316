"""What is plugged into what: adapters into ports, subscribers into events, handlers into outbox kinds.

Adapters are imported when they are first asked for: a command that lists users need not load a model client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from threading import Lock
from typing import Any

from milo_app.core.events import Event, subscribe, wake
from milo_app.core.settings import Settings
from milo_app.core.work import Work
from milo_app.domain.accounts import events as accounts_events
from milo_app.domain.analytics import subscribers as analytics_subscribers
from milo_app.domain.audit.subscribers import on_event
from milo_app.domain.billing import events as billing_events
from milo_app.domain.candidates import events as candidates_events
from milo_app.domain.candidates import subscribers as candidates_subscribers
from milo_app.domain.interviewers import events as interviewers_events
from milo_app.domain.interviewers import subscribers as interviewers_subscribers
from milo_app.domain.interviewers.ports import Composer, PostingReader, QuestionWriter, RoleBank, WordingCheck
from milo_app.domain.interviews import events as interviews_events
from milo_app.domain.interviews import subscribers as interviews_subscribers
from milo_app.domain.interviews.ports import FileStore, Interlocutor, ResumeReader, RoleAnswers
from milo_app.domain.labels import events as labels_events
from milo_app.domain.notifications import events as notifications_events
from milo_app.domain.notifications import subscribers as notifications_subscribers
from milo_app.domain.notifications.ports import ChatPoster, PushSender
from milo_app.domain.outreach import events as outreach_events
from milo_app.domain.outreach import subscribers as outreach_subscribers
from milo_app.domain.outreach.ports import MailTransport
from milo_app.domain.scoring import erasing, trying
from milo_app.domain.scoring import events as scoring_events
from milo_app.domain.scoring.ports import Evaluator, ReportPrinter
from milo_app.domain.search import events as search_events
from milo_app.domain.search.engines import Engines
from milo_app.domain.search.reading import SentenceReader


class Ports(Mapping[type[Any], Any]):
    """The chosen adapters by port, each made once at its first use."""

    def __init__(self, factories: Mapping[type[Any], Callable[[], Any]]) -> None:
        self._factories = dict(factories)
        self._made: dict[type[Any], Any] = {}
        self._lock = Lock()

    def __getitem__(self, port: type[Any]) -> Any:
        """Return the adapter of a port; raises KeyError for one that nobody wired."""
        with self._lock:
            if port not in self._made:
                self._made[port] = self._factories[port]()
            return self._made[port]

    def __iter__(self) -> Iterator[type[Any]]:
        """Iterate over the ports."""
        return iter(self._factories)

    def __len__(self) -> int:
        """Return how many ports there are."""
        return len(self._factories)


def chosen_ports(chosen: Settings) -> Ports:
    """Choose an adapter for each port from the settings: a model when one is configured, SMTP when a server is named."""

    def composer() -> Composer:
        if chosen.has_model:
            from milo_app.adapters.llm_model import ModelComposer, connection_from

            return ModelComposer(connection_from(chosen))
        from milo_app.adapters.llm_builtin.composer import BuiltinComposer

        return BuiltinComposer()

    def writer() -> QuestionWriter:
        if chosen.has_model:
            from milo_app.adapters.llm_model import ModelWriter, connection_from

            return ModelWriter(connection_from(chosen))
        from milo_app.adapters.llm_builtin.writer import BuiltinWriter

        return BuiltinWriter()

    def evaluator() -> Evaluator:
        if chosen.has_model:
            from milo_app.adapters.llm_model import ModelEvaluator, connection_from

            return ModelEvaluator(connection_from(chosen))
        from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator

        return BuiltinEvaluator()

    def interlocutor() -> Interlocutor:
        if chosen.has_model:
            from milo_app.adapters.llm_model import ModelInterlocutor, connection_from

            return ModelInterlocutor(connection_from(chosen))
        from milo_app.adapters.llm_builtin.interlocutor import BuiltinInterlocutor

        return BuiltinInterlocutor()

    def role_answers() -> RoleAnswers:
        if chosen.has_model:
            from milo_app.adapters.llm_model import ModelRoleAnswers, connection_from

            return ModelRoleAnswers(connection_from(chosen))
        from milo_app.adapters.llm_builtin.role_answers import BuiltinRoleAnswers

        return BuiltinRoleAnswers()

    def sentence_reader() -> SentenceReader:
        from milo_app.adapters.llm_model import ModelSentenceReader, connection_from

        return ModelSentenceReader(connection_from(chosen))

    def mail() -> MailTransport:
        if chosen.smtp_host:
            from milo_app.adapters.mail_smtp import SmtpMail

            return SmtpMail.from_settings(chosen)
        from milo_app.adapters.mail_devbox import DevMailbox

        return DevMailbox()

    def pushes() -> PushSender:
        from milo_app.adapters.push_web.sender import WebPush

        return WebPush.from_settings(chosen)

    def chats() -> ChatPoster:
        from milo_app.adapters.chat_hooks.poster import HookPoster

        return HookPoster(allow_private=chosen.allow_private)

    def files() -> FileStore:
        from milo_app.adapters.files_local import LocalFiles

        return LocalFiles(chosen.data_dir / "files")

    def reader() -> ResumeReader:
        from milo_app.adapters.resume_reader.reader import JailedResumeReader

        return JailedResumeReader()

    def wording() -> WordingCheck:
        from milo_app.adapters.llm_builtin import wording as built_in

        return built_in

    def posting() -> PostingReader:
        from milo_app.adapters.posting_reader.reader import WebPostingReader

        return WebPostingReader(allow_private=chosen.allow_private)

    def roles() -> RoleBank:
        from milo_app.adapters.llm_builtin.roles import BuiltinRoles

        return BuiltinRoles()

    def engines() -> Engines:
        from milo_app.adapters.index_sqlite.engine import SqliteIndex

        embedded = SqliteIndex(chosen.data_dir)
        if not chosen.meili_url:
            return Engines(embedded)
        from milo_app.adapters.index_meili import MeiliEngine

        return Engines(MeiliEngine.from_settings(chosen), embedded)

    def printer() -> ReportPrinter:
        from milo_app.adapters.pdf_typst.printer import TypstPrinter

        return TypstPrinter(chosen.data_dir / "fonts")

    return Ports(
        {
            Engines: engines,
            ReportPrinter: printer,
            PostingReader: posting,
            RoleBank: roles,
            WordingCheck: wording,
            Composer: composer,
            QuestionWriter: writer,
            Evaluator: evaluator,
            Interlocutor: interlocutor,
            RoleAnswers: role_answers,
            MailTransport: mail,
            PushSender: pushes,
            ChatPoster: chats,
            FileStore: files,
            ResumeReader: reader,
            **({SentenceReader: sentence_reader} if chosen.has_model else {}),
        }
    )


AUDITED: tuple[type[Event], ...] = (
    accounts_events.SignedIn,
    accounts_events.SignedOut,
    accounts_events.AccountLocked,
    accounts_events.PasswordChanged,
    accounts_events.UserAdded,
    accounts_events.UserDisabled,
    accounts_events.AccountLinkMade,
    accounts_events.ApiKeyMade,
    accounts_events.ApiKeyRevoked,
    accounts_events.DemoDeleted,
    accounts_events.AccessRefused,
    accounts_events.BlindReviewChanged,
    accounts_events.BrandingChanged,
    accounts_events.SessionsEnded,
    interviewers_events.InterviewerDrafted,
    interviewers_events.InterviewerComposed,
    interviewers_events.QuestionsWritten,
    interviewers_events.LibraryQuestionSaved,
    interviewers_events.LibraryQuestionRenamed,
    interviewers_events.LibraryQuestionDeleted,
    interviewers_events.InterviewerPublished,
    interviewers_events.InterviewerClosed,
    interviewers_events.InterviewerReopened,
    interviewers_events.InterviewerExtended,
    interviewers_events.InterviewerDeadlinePassed,
    interviewers_events.InterviewerCloned,
    interviewers_events.InterviewerDeleted,
    interviewers_events.InterviewerConfigured,
    interviewers_events.TemplateSaved,
    interviewers_events.TemplateRenamed,
    interviewers_events.TemplateDeleted,
    interviewers_events.TemplateRestored,
    interviewers_events.DefaultTemplateChosen,
    interviewers_events.InterviewerBudgetReached,
    interviewers_events.InterviewerSubscribersChanged,
    candidates_events.ApplicationCreated,
    candidates_events.PersonalLinkIssued,
    candidates_events.PersonalLinksRevoked,
    candidates_events.PersonalLinksHandedOut,
    candidates_events.ImportStarted,
    candidates_events.ImportFinished,
    candidates_events.ImportTakenBack,
    candidates_events.CohortCreated,
    candidates_events.CohortRenamed,
    candidates_events.CohortDeleted,
    candidates_events.CohortFilled,
    candidates_events.CohortLeft,
    candidates_events.BulkJobStarted,
    candidates_events.BulkJobFinished,
    candidates_events.BulkJobFailed,
    candidates_events.BulkJobCancelled,
    candidates_events.BulkFileFetched,
    candidates_events.CandidatesShortlisted,
    candidates_events.CandidatesDismissed,
    candidates_events.DecisionsCleared,
    candidates_events.DecisionsRestored,
    candidates_events.PersonErased,
    candidates_events.CandidatesMerged,
    candidates_events.CandidatesParted,
    candidates_events.NoteWritten,
    candidates_events.NoteChanged,
    candidates_events.NoteDeleted,
    candidates_events.CandidateRated,
    candidates_events.VerdictGiven,
    candidates_events.VerdictWithdrawn,
    interviews_events.InterviewCompleted,
    interviews_events.CandidateKnockedOut,
    interviews_events.RetakeStarted,
    interviews_events.RetakeAllowed,
    interviews_events.TestRunStarted,
    interviews_events.TestRunsDeleted,
    scoring_events.ApplicationScored,
    scoring_events.ScoringFailed,
    scoring_events.ScoringRequested,
    scoring_events.ReportPrinted,
    scoring_events.GuestLinkMade,
    scoring_events.GuestLinkRevoked,
    scoring_events.GuestVerdictGiven,
    labels_events.LabelCreated,
    labels_events.LabelChanged,
    labels_events.LabelDeleted,
    labels_events.LabelRestored,
    labels_events.LabelAssigned,
    labels_events.LabelUnassigned,
    labels_events.LabelAssignmentUndone,
    billing_events.CreditsGranted,
    interviewers_events.InterviewerBudgetNear,
    notifications_events.PushDeviceAdded,
    notifications_events.PushDeviceRemoved,
    notifications_events.ChatAdded,
    notifications_events.ChatChanged,
    notifications_events.ChatRemoved,
    outreach_events.MessageRetried,
    *search_events.AUDITED,
)
"""What the audit log keeps: every change that somebody may have to answer for, not every keystroke."""


def _mail_failed(w: Work, event: outreach_events.MessageFailed) -> None:
    """Bring the bell what outreach tells: the two know nothing of each other."""
    notifications_subscribers.on_mail_failed(w, event.reason)


def _wake(topic: str) -> Callable[[Work, Event], None]:
    """Make a subscriber that pokes the workspace's browsers once the transaction has been committed."""

    def told(w: Work, event: Event) -> None:
        workspace_id = w.workspace_id
        w.after_commit(lambda: wake(workspace_id, topic))

    return told


_FEW = 5


def _wake_users(w: Work, event: notifications_events.UsersNotified) -> None:
    """Poke the tabs of a few users; when many were told, everybody's, since most of them were."""
    few = len(event.user_ids) <= _FEW
    topics = [f"notice:{user}" for user in event.user_ids] if few else ["notice"]
    workspace_id = w.workspace_id
    for topic in topics:
        w.after_commit(partial(wake, workspace_id, topic))


def _wake_reader(w: Work, event: notifications_events.NotificationsRead) -> None:
    """Poke the other tabs of somebody who read a line."""
    workspace_id = w.workspace_id
    w.after_commit(lambda: wake(workspace_id, f"read:{event.user_id}"))


@lru_cache(maxsize=1)
def subscribe_all() -> None:
    """Subscribe every handler, once per process."""
    interviewers_subscribers.register()
    candidates_subscribers.register()
    interviews_subscribers.register()
    erasing.register()
    outreach_subscribers.register()
    notifications_subscribers.register()
    analytics_subscribers.register()
    for kind in AUDITED:
        subscribe(kind, on_event)
    subscribe(interviewers_events.InterviewerDeleted, trying.on_interviewer_deleted)
    subscribe(candidates_events.ApplicationChanged, _wake("candidates"))
    subscribe(candidates_events.DecisionEvent, _wake("candidates"))
    subscribe(candidates_events.PeopleRecounted, _wake("candidates"))
    subscribe(candidates_events.BulkJobEvent, _wake("jobs"))
    subscribe(candidates_events.CohortEvent, _wake("candidates"))
    for import_change in (
        candidates_events.ImportStarted,
        candidates_events.ImportFinished,
        candidates_events.ImportTakenBack,
    ):
        subscribe(import_change, _wake("candidates"))
    subscribe(interviews_events.TestRunsDeleted, _wake("candidates"))
    subscribe(search_events.SearchEvent, _wake("search"))
    subscribe(outreach_events.MessageFailed, _mail_failed)
    subscribe(notifications_events.UsersNotified, _wake_users)
    subscribe(notifications_events.NotificationsRead, _wake_reader)
    for state_change in (
        interviewers_events.InterviewerPublished,
        interviewers_events.InterviewerClosed,
        interviewers_events.InterviewerReopened,
        interviewers_events.InterviewerExtended,
        interviewers_events.InterviewerDeadlinePassed,
        interviewers_events.InterviewerDeleted,
        interviewers_events.InterviewerDrafted,
        interviewers_events.InterviewerCloned,
        interviewers_events.InterviewerConfigured,
        interviewers_events.InterviewerBudgetReached,
        interviewers_events.InterviewerSubscribersChanged,
        labels_events.LabelEvent,
    ):
        subscribe(state_change, _wake("interviewers"))
