"""What the worker does with each kind of outbox row. Capabilities are imported when a row is first handled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from milo_app.core import outbox
from milo_app.core.outbox import MAX_ATTEMPTS, Claimed
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.candidates.bulk_work import Tools
from milo_app.domain.interviews.ports import FileStore
from milo_app.domain.outreach import service as outreach


@lru_cache(maxsize=1)
def outbox_handlers() -> Mapping[str, Callable[[Claimed], None]]:
    """Return the handler of each outbox kind."""
    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.candidates import bulk_jobs, bulk_work
    from milo_app.domain.candidates import import_work as importing
    from milo_app.domain.notifications import devices, mailing, posting, spreading
    from milo_app.domain.outreach import deadlines
    from milo_app.domain.scoring import service as scoring

    def add_people(item: Claimed) -> None:
        home = system(item.workspace_id)
        try:
            importing.work_off(lambda: bootstrap.work(home), item.payload["import"])
        except Exception as error:
            if item.attempts >= MAX_ATTEMPTS:
                with bootstrap.work(home) as w:
                    importing.give_up(w, item.payload["import"], f"It could not go on ({type(error).__name__}).")
            raise

    def on_many(item: Claimed) -> None:
        assert item.workspace_id is not None
        try:
            bulk_work.work_off(bulk_tools(item), item.workspace_id, item.payload["job"])
        except Exception as error:
            if item.attempts >= MAX_ATTEMPTS:
                with bootstrap.work(system(item.workspace_id)) as w:
                    bulk_work.give_up(w, item.payload["job"], f"It could not go on ({type(error).__name__}).")
            raise

    def evaluate(item: Claimed) -> None:
        home = system(item.workspace_id)
        scoring.evaluate(lambda: bootstrap.work(home), item.payload["application"], item.payload["attempt"])

    def begin(item: Claimed) -> Callable[[], bool]:
        def mark() -> bool:
            with bootstrap.work(system(None)) as w:
                return outbox.mark_sending(w.session, item)

        return mark

    return {
        spreading.KIND: lambda item: spreading.spread(bootstrap.work, item),
        spreading.PUSH: lambda item: devices.deliver(bootstrap.work, item, begin(item)),
        spreading.CHAT: lambda item: posting.deliver(bootstrap.work, item, begin(item)),
        spreading.MAIL: lambda item: mailing.deliver(bootstrap.work, item, notice_mail),
        "mail": lambda item: outreach.deliver(bootstrap.work, item),
        "deadline_reminder": lambda item: deadlines.remind(bootstrap.work, item),
        "evaluate": evaluate,
        "import": add_people,
        bulk_jobs.PEOPLE: on_many,
        bulk_jobs.FILES: on_many,
    }


def bulk_tools(item: Claimed) -> Tools:
    """Return what a worker brings along to a job on many candidates: its kinds, the file store, and the row's lease."""
    from milo_app import bootstrap
    from milo_app.core.work import system
    from milo_app.domain.candidates import bulk_work
    from milo_app.domain.outreach import nudging
    from milo_app.domain.scoring import bulk_kinds, enriching

    store = bootstrap.ports()[FileStore]

    def hold() -> bool:
        with bootstrap.work(system(None)) as w:
            return outbox.extend(w.session, item, w.now + bulk_work.LEASE)

    return bulk_work.Tools(
        works=bootstrap.work,
        kinds={
            "export": bulk_kinds.write_export,
            "package": bulk_kinds.write_package,
            "rescore": bulk_kinds.RESCORE,
            "enrich": enriching.ENRICH,
            "nudge": nudging.NUDGE,
        },
        keep=lambda workspace_id, path: bulk_kinds.kept(store, workspace_id, path),
        drop=store.delete,
        hold=hold,
    )


def notice_mail(w: Work, kind: str, user: User, values: Mapping[str, str], key: str) -> None:
    """Write a mail about the bell in outreach's words."""
    outreach.queue(w, kind, outreach.To(user.email, user.name, user_id=user.id), values, key)
