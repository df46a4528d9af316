"""Adding people to an interviewer: one by one at once, and a list as an import that a job works through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from milo_app.core import outbox
from milo_app.core.errors import Conflict, Denied, Invalid, TooLarge
from milo_app.core.text import ellipsis, one_line, plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Workspace
from milo_app.domain.candidates import links
from milo_app.domain.candidates.contact import email_of, region_of
from milo_app.domain.candidates.events import ImportStarted
from milo_app.domain.candidates.links import LinkPurpose
from milo_app.domain.candidates.models import (
    CandidateImport,
    CandidateImportRow,
    ImportRowState,
    Source,
)
from milo_app.domain.candidates.service import enrol, find_or_create, require_open
from milo_app.domain.candidates.sheet_reading import MOST_PEOPLE, ReadPerson
from milo_app.domain.candidates.standing import NEW, WORDS, Known, Standing, standings
from milo_app.domain.interviewers import queries as interviewers
from milo_app.domain.interviewers.models import Interviewer

KIND = "import"
PASTED = "Pasted list"
"""The name of an import that was pasted; its people were invited by hand, those of a file came with the file."""
CHOSEN = "Chosen in Candidates"
"""The name of an import of people whom the workspace knew already; they are invited by hand as well."""
BY_HAND = frozenset({PASTED, CHOSEN})
BLAST_FROM = 50
"""More mails than this at once need outreach:blast."""
NOT_HERE = frozenset({Standing.HERE, Standing.DISMISSED_HERE})


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one person. `outcome`: added, here, dismissed (ask first). `link` is a path, for who was not mailed."""

    outcome: str
    name: str
    email: str
    application: str = ""
    link: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line with what will happen to it: add, ask (dismissed earlier), known or bad."""

    number: int
    name: str
    email: str
    phone: str
    fate: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A list against the workspace: every line in order, and how many would be added, asked about, known, or are bad."""

    lines: tuple[CheckedLine, ...]
    add: int
    ask: int
    known: int
    bad: int


def place_region(w: Work) -> str:
    """Return the country in whose way phone numbers without a country code are read here."""
    return region_of(w.session.get_one(Workspace, w.workspace_id).tz)


def _may_mail(w: Work, number: int) -> None:
    w.require("outreach:send_email")
    if number > BLAST_FROM and not w.actor.can("outreach:blast"):
        raise Denied(
            f"Your role allows up to {BLAST_FROM} mails at once.",
            safe="Nobody was added.",
            do="Switch the invitation e-mail off, or ask an admin of this workspace.",
        )


def add_person(
    w: Work,
    interviewer_public_id: str,
    name: str,
    email: str,
    phone: str = "",
    *,
    is_mailed: bool = True,
    with_dismissed: bool = False,
) -> Added:
    """Add one person; mailed, or with the personal link to hand on.

    Who is in already is left as they are and not mailed again; who was dismissed elsewhere is added only
    `with_dismissed`. Raises `Invalid` with the field, `InterviewerExpired`, `InterviewerArchived`, `InterviewerIsDraft`.
    """
    w.require("candidate:create")
    if is_mailed:
        _may_mail(w, 1)
    interviewer = interviewers.pick(w, interviewer_public_id)
    require_open(w, interviewer)
    assert interviewer.id is not None
    address = email_of(email)
    known = standings(w, interviewer.id, [address]).get(address, NEW)
    if known.standing == Standing.CLOSED:
        raise Conflict(WORDS[Standing.CLOSED], do="Use another address of this person.")
    if known.standing in NOT_HERE:
        return Added("here", one_line(name), address, sentence=WORDS[known.standing])
    if known.standing == Standing.DISMISSED and not with_dismissed:
        return Added("dismissed", one_line(name), address, sentence=f"Was dismissed in {known.where}.")
    person = find_or_create(w, name, address, phone)
    application, is_new = enrol(w, interviewer, person, Source.INVITE)
    if not is_new:
        return Added("here", person.name, address, sentence=WORDS[Standing.HERE])
    purpose = LinkPurpose.INVITATION if is_mailed else LinkPurpose.HANDED
    secret = links.issue(w, application, purpose)
    return Added("added", person.name, address, application.public_id, "" if is_mailed else links.path(secret))


def check(w: Work, interviewer_public_id: str, people: Sequence[ReadPerson]) -> Checked:
    """Say what would happen to each line of a list. Changes nothing; needs candidate:create."""
    w.require("candidate:create")
    interviewer = interviewers.pick(w, interviewer_public_id)
    assert interviewer.id is not None
    known = standings(w, interviewer.id, [row.email for row in people if not row.problem and not row.twin])
    lines = tuple(_checked(row, known.get(row.email, NEW)) for row in people)
    fates = [line.fate for line in lines]
    return Checked(lines, fates.count("add"), fates.count("ask"), fates.count("known"), fates.count("bad"))


def _checked(row: ReadPerson, known: Known) -> CheckedLine:
    fate, sentence = _fate(row, known)
    return CheckedLine(row.number, row.name, row.email, row.phone, fate, sentence)


def _fate(row: ReadPerson, known: Known) -> tuple[str, str]:
    if row.problem:
        return "bad", row.problem
    if row.twin:
        return "known", f"Has the same address as line {row.twin:,}."
    if known.standing == Standing.CLOSED:
        return "bad", WORDS[Standing.CLOSED]
    if known.standing in NOT_HERE:
        return "known", WORDS[known.standing]
    if known.standing == Standing.DISMISSED:
        return "ask", f"Was dismissed in {known.where}."
    return "add", f"Known from {known.where}." if known.where else row.note


def start(
    w: Work,
    interviewer_public_id: str,
    people: Sequence[ReadPerson],
    *,
    name: str,
    is_mailed: bool,
    with_dismissed: bool = False,
) -> str:
    """Keep a list as an import, put it in the queue, and return its public id.

    Lines that cannot be added are kept with their reason. Needs candidate:create, and for mails outreach:send_email,
    from 51 of them outreach:blast. Raises `Invalid` when nobody could be added, `InterviewerExpired`,
    `InterviewerArchived`, `InterviewerIsDraft`.
    """
    if len(people) > MOST_PEOPLE:
        raise TooLarge(
            f"This list has more than {MOST_PEOPLE:,} lines.", safe="Nobody was added.", do="Send it in parts."
        )
    checked = check(w, interviewer_public_id, people)
    interviewer = interviewers.pick(w, interviewer_public_id)
    require_open(w, interviewer)
    waiting = checked.add + (checked.ask if with_dismissed else 0)
    if not waiting:
        raise Invalid("Nobody of this list can be added.", safe="Nothing was changed.", do="Look at the reasons.")
    if is_mailed:
        _may_mail(w, waiting)
    row = _kept(w, interviewer, checked, one_line(name)[:200], is_mailed=is_mailed, with_dismissed=with_dismissed)
    assert row.id is not None and interviewer.id is not None
    outbox.enqueue(w, KIND, {"import": row.id}, key=f"import:{row.id}")
    w.publish(
        ImportStarted(import_id=row.id, interviewer_id=interviewer.id, at=w.now, total=row.total, is_mailed=is_mailed)
    )
    return row.public_id


def _kept(
    w: Work, interviewer: Interviewer, checked: Checked, name: str, *, is_mailed: bool, with_dismissed: bool
) -> CandidateImport:
    row = CandidateImport(
        workspace_id=w.workspace_id,
        interviewer_id=interviewer.id or 0,
        user_id=w.actor.user_id,
        name=name,
        is_mailed=is_mailed,
        total=len(checked.lines),
        known=checked.known,
        refused=checked.bad + (0 if with_dismissed else checked.ask),
        created_at=w.now,
    )
    w.session.add(row)
    w.session.flush()
    states = {"add": ImportRowState.WAITING, "known": ImportRowState.KNOWN, "bad": ImportRowState.REFUSED}
    states["ask"] = ImportRowState.WAITING if with_dismissed else ImportRowState.REFUSED
    w.session.execute(
        insert(CandidateImportRow),
        [
            {
                "workspace_id": w.workspace_id,
                "import_id": row.id,
                "number": line.number,
                "name": line.name[:200],
                "email": line.email[:254],
                "phone": line.phone[:60],
                "state": states[line.fate],
                "sentence": ellipsis(line.sentence, 300),
            }
            for line in checked.lines
        ],
    )
    w.session.flush()
    return row


def add_words(number: int) -> str:
    """Say what the button does: "Add 412 people"."""
    return f"Add {plural(number, 'person', 'people')}"
