"""The pages of Milo for pictures and measurements. A new page is one line here.

`{interviewer}`, `{application}`, `{people}`, `{mail}`, `{cohort}` and `{public}` are filled from the demo workspace: the
path parts of an active interviewer, of a completed application of it, of three, and of its public link
(`<workspace-slug>/<slug>`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """A page: its name in file names, its path, whether one must be signed in, and what the server answers."""

    name: str
    path: str
    signed_in: bool = True
    status: int = 200


SITES: tuple[Site, ...] = (
    Site("sign-in", "/sign-in", signed_in=False),
    Site("forgot", "/forgot", signed_in=False),
    Site("reset", "/reset/a-link", signed_in=False),
    Site("enter", "/enter/a-link", signed_in=False),
    Site("setup", "/setup/a-link", signed_in=False),
    Site("interviewers", "/interviewers"),
    Site("interviewer-new", "/interviewers/new"),
    Site("interviewer-edit", "/interviewers/{interviewer}/edit"),
    Site("interviewer-edit-basics", "/interviewers/{interviewer}/edit?step=basics"),
    Site("interviewer-edit-stages", "/interviewers/{interviewer}/edit?step=stages"),
    Site("interviewer-edit-budget", "/interviewers/{interviewer}/edit?step=budget"),
    Site("interviewer-edit-review", "/interviewers/{interviewer}/edit?step=review"),
    Site("templates", "/templates"),
    Site("interviewer-plan", "/interviewers/{interviewer}/plan"),
    Site("interviewer-poster", "/interviewers/{interviewer}/poster"),
    Site("interviewer", "/interviewers/{interviewer}"),
    Site("interviewer-workflow", "/interviewers/{interviewer}?view=workflow"),
    Site("interviewer-map", "/interviewers/{interviewer}?view=map"),
    Site("interviewer-agent", "/interviewers/{interviewer}/agent"),
    Site("interviewer-settings", "/interviewers/{interviewer}/settings"),
    Site("interviewer-versions", "/interviewers/{interviewer}/settings?section=versions"),
    Site("interviewer-integrations", "/interviewers/{interviewer}/integrations"),
    Site("candidates", "/candidates"),
    Site("candidate", "/candidates/{application}"),
    Site("compare", "/compare?ids={people}"),
    Site("cohorts", "/cohorts"),
    Site("cohort", "/cohorts/{cohort}"),
    Site("search", "/search?q=sales"),
    Site("analytics", "/analytics"),
    Site("notifications", "/notifications"),
    Site("mailbox", "/mailbox"),
    Site("mail", "/mailbox/{mail}"),
    Site("labels", "/data/labels"),
    Site("indexing", "/data/indexing"),
    Site("account", "/settings/account"),
    Site("notification-settings", "/settings/notifications"),
    Site("connections", "/settings/connections"),
    Site("team", "/settings/team"),
    Site("branding", "/settings/branding"),
    Site("credits", "/settings/credits"),
    Site("audit", "/settings/audit"),
    Site("lost", "/there-is-no-such-page", status=404),
    Site("public", "/i/{public}", signed_in=False),
    Site("guest", "/guest/a-link", signed_in=False),
    Site("public-link", "/i/me/a-link", signed_in=False),
    Site("public-closed", "/i/closed", signed_in=False),
    Site("public-privacy", "/i/privacy", signed_in=False),
    Site("public-my-data", "/i/my-data", signed_in=False),
)


_PLACES = """
SELECT i.public_id, a.public_id, w.slug || '/' || i.slug
FROM interviewer i
JOIN workspace w ON w.id = i.workspace_id
JOIN application a ON a.interviewer_id = i.id AND a.state = 'completed' AND a.evaluation = 'done'
WHERE i.state = 'active'
ORDER BY a.score DESC, i.id LIMIT 1
"""

_PEOPLE = """
SELECT a.public_id FROM application a JOIN interviewer i ON i.id = a.interviewer_id
WHERE i.public_id = ? AND a.state = 'completed' AND a.evaluation = 'done' ORDER BY a.score DESC, a.id LIMIT 3
"""


def places(database: Path) -> dict[str, str]:
    """Return what fills the paths, from a rehearsal's SQLite file; empty where nobody has completed yet."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        row = connection.execute(_PLACES).fetchone()
        mail = connection.execute("SELECT public_id FROM message ORDER BY id DESC LIMIT 1").fetchone()
        cohort = connection.execute("SELECT public_id FROM cohort ORDER BY id DESC LIMIT 1").fetchone()
        people = connection.execute(_PEOPLE, row[:1]).fetchall() if row else []
    if not row:
        return {}
    # Nobody mails the people of a demo, so there may be no mail yet, nor a cohort; their pages then say so.
    found = dict(zip(("interviewer", "application", "public"), row, strict=True))
    found["people"] = ",".join(line[0] for line in people)
    return found | {"mail": mail[0] if mail else "none", "cohort": cohort[0] if cohort else "none"}


def filled(site: Site, found: dict[str, str]) -> str:
    """Return the path of a page with its parts filled; raises KeyError where a part is missing."""
    return site.path.format(**found)
