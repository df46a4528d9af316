"""Sends the digests of completed interviews that are due."""

from __future__ import annotations

from milo_app import bootstrap
from milo_app.core.work import system
from milo_app.domain.outreach import completions


def send() -> int:
    """Send what is due in every workspace and return how many mails were written."""
    with bootstrap.read(system(None)) as w:
        homes = completions.workspaces_with_digests(w)
    sent = 0
    for workspace_id in homes:
        with bootstrap.work(system(workspace_id)) as w:
            sent += completions.send_digests(w)
    return sent
