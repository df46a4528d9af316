"""Mails that follow from what happened elsewhere."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from milo_app.core.events import subscribe
from milo_app.core.ids import digest
from milo_app.core.work import Work
from milo_app.domain.accounts.events import AccountLinkMade
from milo_app.domain.accounts.models import LinkKind, Membership, User
from milo_app.domain.outreach import service

PATHS = {
    LinkKind.RESET.value: "/reset/{}",
    LinkKind.SIGN_IN.value: "/sign-in/link/{}",
    LinkKind.INVITE.value: "/join/{}",
}
_TEMPLATES = {
    LinkKind.RESET.value: "password_reset",
    LinkKind.SIGN_IN.value: "sign_in_link",
    LinkKind.INVITE.value: "member_invite",
}


def register() -> None:
    """Subscribe; bootstrap calls it once."""
    subscribe(AccountLinkMade, on_account_link)


def on_account_link(w: Work, event: AccountLinkMade) -> None:
    """Mail a single-use link to its owner, in the name of the workspace that the event was told in."""
    if event.kind not in _TEMPLATES:
        return
    user = w.session.get(User, event.user_id)
    member = w.session.execute(
        select(Membership).where(col(Membership.user_id) == event.user_id).order_by(col(Membership.id)).limit(1)
    ).scalar_one_or_none()
    if user is None or member is None:
        return
    context = {"name": user.name, "link": PATHS[event.kind].format(event.token)}
    if event.kind == LinkKind.INVITE.value:
        context["inviter"] = w.actor.name or "A colleague"
    to = service.To(user.email, user.name, user_id=user.id)
    service.queue_in(w, member.workspace_id, _TEMPLATES[event.kind], to, context, f"link:{digest(event.token)[:40]}")
