"""What is plugged into what: adapters into ports, subscribers into events, handlers into outbox kinds.

Adapters are imported when they are first asked for: a command that lists users need not load a model client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any

from milo_app.core.events import Event, subscribe
from milo_app.core.outbox import Claimed
from milo_app.core.settings import Settings
from milo_app.domain.accounts import events as accounts_events
from milo_app.domain.audit.subscribers import on_event
from milo_app.domain.interviewers.ports import Composer
from milo_app.domain.interviews.ports import FileStore, Interlocutor, ResumeReader
from milo_app.domain.outreach.ports import MailTransport
from milo_app.domain.scoring.ports import Evaluator


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

    def mail() -> MailTransport:
        if chosen.smtp_host:
            from milo_app.adapters.mail_smtp import SmtpMail

            return SmtpMail.from_settings(chosen)
        from milo_app.adapters.mail_devbox import DevMailbox

        return DevMailbox()

    def files() -> FileStore:
        from milo_app.adapters.files_local import LocalFiles

        return LocalFiles(chosen.data_dir / "files")

    def reader() -> ResumeReader:
        from milo_app.adapters.resume_reader.reader import JailedResumeReader

        return JailedResumeReader()

    return Ports(
        {
            Composer: composer,
            Evaluator: evaluator,
            Interlocutor: interlocutor,
            MailTransport: mail,
            FileStore: files,
            ResumeReader: reader,
        }
    )


def _events_of(module: Any) -> list[type[Event]]:
    return [
        kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
    ]


@lru_cache(maxsize=1)
def subscribe_all() -> None:
    """Subscribe every handler, once per process."""
    for kind in _events_of(accounts_events):
        subscribe(kind, on_event)


@lru_cache(maxsize=1)
def outbox_handlers() -> Mapping[str, Callable[[Claimed], None]]:
    """Return the handler of each outbox kind."""
    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.outreach import service as outreach
    from milo_app.domain.scoring import service as scoring

    def evaluate(item: Claimed) -> None:
        home = system(item.workspace_id)
        scoring.evaluate(lambda: bootstrap.work(home), item.payload["application"], item.payload["attempt"])

    return {"mail": lambda item: outreach.deliver(bootstrap.work, item), "evaluate": evaluate}
