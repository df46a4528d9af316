"""Being told: the bell of the right people rings in every tab, and a push arrives while Milo is closed.

The browser's own push service cannot be reached in a test. So the page's `PushManager.subscribe` is answered by the
test, with keys that the test holds and the address of a local https receiver; everything else is real: the click, the
permission, the registered service worker, the server's encryption and signature, and the hand-over through the one
client for foreign addresses. What arrived is decrypted with the subscription's keys, and then given to the real service
worker by the browser's debugging protocol, with no tab of Milo open.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from milo_app.commands.browsing import DESK, PHONE, context, settle, sign_in
from milo_app.commands.rehearsal import Rehearsal, rehearsal
from milo_app.domain.accounts.models import Role
from milo_app.domain.notifications import service
from tests.factories import receiver as receiving
from tests.factories.accounts import make_user
from tests.factories.receiver import Receiver, make_certificate, receiver
from tests.journeys.conftest import Works
from tests.journeys.recruiting import ANSWER, answer, apply, expect_path, open_settled, short_interviewer

NONE = "Notifications"


def word() -> str:
    """Return a word that stands nowhere else in the shared workspace."""
    return f"W{uuid.uuid4().hex[:8]}"


def colleague(works: Works, name: str) -> str:
    """Add a recruiter and return the address that they sign in with."""
    with works() as w:
        from milo_app.domain.accounts.models import User, Workspace

        actor = make_user(w, w.session.get_one(Workspace, w.workspace_id), Role.RECRUITER, name)
        return w.session.get_one(User, actor.user_id).email


def complete(browser: Browser, address: str, name: str) -> None:
    """Be a candidate who goes through to the end, on a phone."""
    phone = context(browser, PHONE)
    page = phone.new_page()
    apply(page, address, name, f"{uuid.uuid4().hex[:10]}@example.com")
    expect(page.locator("main textarea")).to_be_visible(timeout=30_000)
    answer(page, ANSWER)
    expect(page.get_by_text("You are done").or_(page.get_by_text("Thank you")).first).to_be_visible(timeout=30_000)
    phone.close()


def bell(page: Page, unread: int) -> Any:
    """Return the bell with a number on it, or without."""
    return page.get_by_role("button", name=f"Notifications, {unread} unread" if unread else NONE, exact=True)


def test_a_completion_rings_the_bell_of_the_right_people_only(
    milo: Rehearsal, browser: Browser, works: Works, recruiter: BrowserContext
) -> None:
    title, name = f"Barista {word()}", f"Dana {word()}"
    muted, silent = colleague(works, f"Mia {word()}"), colleague(works, f"Sid {word()}")
    with works() as w:
        row = short_interviewer(w, title)
        address, public_id = f"{milo.origin}/i/rehearsal/{row.slug}", row.public_id
        service.mark_all_read(w)
    first, second = recruiter.new_page(), recruiter.new_page()
    rang: set[int] = set()

    def listen(tab: Page, number: int) -> None:
        tab.on("request", lambda request: rang.add(number) if request.url.endswith("notice.wav") else None)

    listen(first, 1)
    listen(second, 2)
    open_settled(first, f"{milo.origin}/settings/notifications")
    first.get_by_role("switch", name="Sound").click()
    expect(first.get_by_role("switch", name="Sound")).to_be_checked()
    open_settled(second, f"{milo.origin}/interviewers")
    deaf = context(browser, DESK)
    sign_in(milo, deaf, muted)
    mute = deaf.new_page()
    open_settled(mute, f"{milo.origin}/settings/notifications")
    mute.get_by_label("Mute an interviewer").select_option(public_id)
    expect(mute.get_by_role("listitem").filter(has_text=title)).to_be_visible()
    off = context(browser, DESK)
    sign_in(milo, off, silent)
    quiet = off.new_page()
    open_settled(quiet, f"{milo.origin}/settings/notifications")
    for topic in ("Interview completed", "New candidate", "Score ready or updated"):
        quiet.get_by_label(f"{topic}: In Milo", exact=True).click()  # the server answers, then it is unchecked
        expect(quiet.get_by_label(f"{topic}: In Milo", exact=True)).not_to_be_checked()
    open_settled(quiet, f"{milo.origin}/settings/notifications")
    expect(quiet.get_by_label("Interview completed: In Milo", exact=True)).not_to_be_checked()

    complete(browser, address, name)

    line = f"{name} completed {title}"
    for tab in (first, second):
        expect(tab.get_by_role("button", name="Notifications, ")).to_be_visible(timeout=10_000)
    second.get_by_role("button", name="Notifications, ").click()
    expect(second.get_by_role("link", name=line)).to_be_visible(timeout=10_000)
    expect(bell(mute, 0)).to_be_visible()
    expect(bell(quiet, 0)).to_be_visible()
    assert len(rang) == 1, "it rings in one of the tabs"
    second.get_by_role("link", name=line).click()
    expect_path(second, r"/candidates/\w+$")
    first.reload()
    settle(first)
    first.get_by_role("button", name=NONE).first.click()
    expect(first.locator(".m-note", has_text=line)).to_have_attribute("data-unread", "no")
    for profile in (deaf, off):
        profile.close()


def test_an_interviewer_is_muted_in_the_bell_and_heard_again(
    milo: Rehearsal, works: Works, recruiter: BrowserContext
) -> None:
    title = f"Driver {word()}"
    with works() as w:
        row = short_interviewer(w, title)
        service.mark_all_read(w)
        service.notify(w, "completed", f"completed:{row.id}", f"Eli completed {title}", "x", interviewer_id=row.id)
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/interviewers")
    bell(page, 1).click()
    page.locator(".m-note", has_text=title).hover()
    page.get_by_role("button", name=f"Mute {title}", exact=True).first.click()
    expect(page.get_by_text(f"{title} is muted.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("You hear of it again.")).to_be_visible()
    page.keyboard.press("Escape")
    open_settled(page, f"{milo.origin}/settings/notifications")
    expect(page.get_by_role("listitem").filter(has_text=title)).to_have_count(0)


def test_an_interviewer_is_muted_on_its_page_and_heard_again(
    milo: Rehearsal, works: Works, recruiter: BrowserContext
) -> None:
    title = f"Driver {word()}"
    with works() as w:
        address = f"{milo.origin}/interviewers/{short_interviewer(w, title).public_id}"
    page = recruiter.new_page()
    open_settled(page, address)
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("menuitem", name="Mute it for me").click()
    expect(page.get_by_text(f"{title} is muted for you.")).to_be_visible()
    open_settled(page, f"{milo.origin}/settings/notifications")
    expect(page.get_by_role("listitem").filter(has_text=title)).to_be_visible()
    open_settled(page, address)
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("menuitem", name="Notify me of it again").click()
    expect(page.get_by_text("You hear of it again.")).to_be_visible()
    open_settled(page, f"{milo.origin}/settings/notifications")
    expect(page.get_by_role("listitem").filter(has_text=title)).to_have_count(0)


def test_mark_all_as_read_empties_the_unread(milo: Rehearsal, works: Works, recruiter: BrowserContext) -> None:
    with works() as w:
        service.notify(w, "mail_failed", f"g:{word()}", "A mail could not be delivered", "x", right="user:manage")
    page = recruiter.new_page()
    open_settled(page, f"{milo.origin}/notifications")
    page.get_by_role("main").get_by_role("button", name="Mark all as read").click()
    page.get_by_role("main").get_by_role("button", name="Unread", exact=True).click()
    expect(page.get_by_role("main").get_by_text("Nothing is unread.")).to_be_visible()
    expect(bell(page, 0)).to_be_visible()


STAND_IN = """
(made) => {
  let given = null;
  const answer = { endpoint: made.endpoint, toJSON: () => made, unsubscribe: async () => true };
  PushManager.prototype.subscribe = async (options) => {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error('not as it should be');
    given = answer;
    return answer;
  };
  PushManager.prototype.getSubscription = async () => given;
}
"""


@pytest.fixture
def service_port(tmp_path: Path) -> Iterator[tuple[Receiver, Path]]:
    """A push service of one's own on https://127.0.0.1:8443, one of the ports that Milo opens."""
    certificate = make_certificate(tmp_path / "push.pem")
    with receiver(8443, certificate) as found:
        yield found, certificate


def test_a_push_arrives_while_milo_is_closed(
    browser: Browser, service_port: tuple[Receiver, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    push, certificate = service_port
    subscriber = receiving.Browser(push.url("/push/one"))
    with rehearsal(MILO_ALLOW_PRIVATE="127.0.0.1/32", SSL_CERT_FILE=str(certificate)) as here:
        title = f"Baker {word()}"
        slug = _interviewer(here, title, monkeypatch)
        desk = context(browser, DESK)
        desk.grant_permissions(["notifications"], origin=here.origin)
        sign_in(here, desk)
        desk.add_init_script(f"({STAND_IN})({subscriber.subscription()})")
        page = desk.new_page()
        open_settled(page, f"{here.origin}/settings/notifications")
        page.get_by_role("button", name="Push to this browser").click()
        expect(page.get_by_text("This browser is told, also while Milo is closed.")).to_be_visible(timeout=15_000)
        page.get_by_role("button", name="Send a test").click()
        push.wait(1)
        assert subscriber.read(push.got[0].body)["title"] == "Push works"
        page.close()

        name = f"Dana {word()}"
        complete(browser, f"{here.origin}/i/rehearsal/{slug}", name)
        said = subscriber.read(push.wait(2)[1].body)
        assert said["title"] == f"{name} completed {title}"
        assert said["url"].startswith("/candidates/")
        assert push.got[1].headers["authorization"].startswith("vapid t=")

        shown = _given_to_the_worker(desk, here.origin, said)
        assert shown == [said["title"]]

        push.answers.append((410, {}, 0))
        complete(browser, f"{here.origin}/i/rehearsal/{slug}", f"Eli {word()}")
        push.wait(3, 30)
        page = desk.new_page()
        open_settled(page, f"{here.origin}/settings/notifications")
        expect(page.get_by_role("button", name="Send a test")).to_have_count(0)
        desk.close()


def _interviewer(here: Rehearsal, title: str, monkeypatch: pytest.MonkeyPatch) -> str:
    from milo_app import bootstrap
    from milo_app.core.work import Actor, system
    from milo_app.domain.accounts import queries
    from milo_app.domain.accounts.permissions import granted
    from tests.conftest import forget_everything

    monkeypatch.setenv("MILO_DATA", str(here.data))
    monkeypatch.setenv("MILO_PORT", str(here.port))
    forget_everything()
    with bootstrap.read(system(None)) as w:
        (home,) = [place.id for place in queries.workspaces(w)]
    actor = Actor("user", home, 1, "Ada Admin", "admin", granted(Role.ADMIN), tz="UTC")
    with bootstrap.work(actor) as w:
        slug = short_interviewer(w, title).slug
    forget_everything()
    return slug


def _given_to_the_worker(desk: BrowserContext, origin: str, said: dict[str, str]) -> list[str]:
    """Let the browser hand a push to the service worker, as its push service would, and return what it showed."""
    page = desk.new_page()  # an empty tab: the protocol speaks to the browser through one
    protocol = desk.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    protocol.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    page.goto(f"{origin}/favicon.svg")
    protocol.send("ServiceWorker.enable")
    for _ in range(50):
        if any(one["scopeURL"].startswith(origin) for one in found):
            break
        page.wait_for_timeout(100)
    registration = next(one["registrationId"] for one in found if one["scopeURL"].startswith(origin))
    protocol.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": registration, "data": json.dumps(said)},
    )
    page.wait_for_timeout(500)
    shown = page.evaluate(
        "async () => (await (await navigator.serviceWorker.getRegistration('/')).getNotifications()).map(one => one.title)"
    )
    page.close()
    return list(shown)
