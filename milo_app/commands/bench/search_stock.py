"""People to search among: twenty workspaces, the first with a quarter of all, names of several scripts, resumes for a third.

Names are put together from syllables by a seed, about 15,000 different words, so that many of them are nearly alike, as
names are. The rows are written past the ORM into a database that is kept under `.cache/bench`.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from milo_app.commands.bench.stock import pointed_at
from milo_app.core.settings import ROOT

WORKSPACES = 20
LARGEST_SHARE = 0.25
INTERVIEWERS = 10
RESUMES = 0.3
_CHUNK = 20_000
_SEED = 11
_SOURCES = ("alembic/versions/*.py", "milo_app/commands/bench/search_stock.py", "milo_app/domain/search/triggers.py")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SYLLABLES = _words(
    "ka ri no la mi ten bo sha der wal ven gor lin ros mar tol hen fa bi ju ze per ko da lu san vi dro chen mon "
    "te bra sel ny quin ha po ster field ki wan gra do rem pa tri ol ner cas be llo mun sto gre tha ber nor shi "
    "ma ra ne"
)
_GIVEN_ENDS = ("a", "o", "ie", "an", "en", "us", "el", "is", "y", "ine")
_OTHER_SCRIPTS = (
    ("Анна Иван Мария Сергей Ольга Павел Елена Дмитрий", "Иванова Петров Смирнов Кузнецова Волков Соколова Лебедев"),
    ("Γιώργος Μαρία Νίκος Ελένη Κώστας Σοφία", "Παπαδόπουλος Νικολάου Γεωργίου Δημητρίου"),
    ("小龙 美玲 伟 建国 丽华 志强", "李 王 张 刘 陈 杨 赵"),
    ("Łucja Zoë Jürgen Søren Chloé Íñigo Đorđe", "Müller Żak Ångström Núñez Çelik Ødegård Škoda"),
)
_TAGS = _words(
    "French German Spanish Forklift Nursing React Python Excel Sales Welding Barista Driving Payroll Design "
    "Kubernetes Security Teaching Cooking Carpentry Logistics Support Finance Law Research Writing Editing Music "
    "Gardening Plumbing Electrics"
)
_CITIES = _words(
    "Berlin Toronto Lisbon Austin Oslo Kraków Madrid Paris Leeds Boston Denver Seoul Osaka Lagos Nairobi Lima "
    "Quito Turin Lyon Porto Dublin Cork Basel Graz Brno Riga Tartu Malmö Turku Bergen"
)
_TOPICS = _words(
    "managed a team of people delivered projects on time warehouse stock customer service kitchen orders night "
    "shift spreadsheets invoices pipelines reviews training onboarding safety quality reports planning budget "
    "hiring research analysis marketing campaign store retail patient care ward garden fleet machines assembly "
    "repair network servers cloud"
)


class Crowd:
    """Makes people, the same ones for the same seed."""

    def __init__(self) -> None:
        self.rng = random.Random(_SEED)  # noqa: S311 - the same crowd each time
        self.given = self._words(3_000, (2,), _GIVEN_ENDS)
        self.family = self._words(12_000, (2, 3), ("",))

    def _words(self, number: int, lengths: tuple[int, ...], ends: tuple[str, ...]) -> list[str]:
        found: set[str] = set()
        while len(found) < number:
            parts = [self.rng.choice(_SYLLABLES) for _ in range(self.rng.choice(lengths))]
            found.add(("".join(parts) + self.rng.choice(ends)).capitalize())
        return sorted(found)

    def name(self) -> str:
        """Return a name; one in ten is written in other letters, and some given names are far commoner than others."""
        if self.rng.random() < 0.1:
            given, family = self.rng.choice(_OTHER_SCRIPTS)
            return f"{self.rng.choice(given.split())} {self.rng.choice(family.split())}"
        at = int(len(self.given) * self.rng.random() ** 2)
        return f"{self.given[at]} {self.rng.choice(self.family)}"

    def resume(self) -> str:
        """Return a text of about two hundred words."""
        words = self.rng.choices(_TOPICS, k=190) + self.rng.choices(self.family, k=10)
        self.rng.shuffle(words)
        return " ".join(words)


def size_of(number: int, people: int) -> int:
    """Return how many people the n-th workspace holds."""
    largest = round(people * LARGEST_SHARE)
    return largest if number == 0 else (people - largest) // (WORKSPACES - 1)


@contextmanager
def opened(people: int) -> Iterator[Path]:
    """Point this process to a database of so many people, made before where there is none, and yield its folder."""
    seen = hashlib.sha256()
    for file in sorted({file for pattern in _SOURCES for file in ROOT.glob(pattern)}):
        seen.update(file.read_bytes())
    shelf = ROOT / ".cache" / "bench"
    folder = shelf / f"search-{people}-{seen.hexdigest()[:12]}"
    if not (folder / "ready").exists():
        for old in shelf.glob(f"search-{people}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        with pointed_at(_environment(folder)):
            _fill(folder, people)
        (folder / "ready").touch()
    with pointed_at(_environment(folder)):
        yield folder


def _environment(folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'milo.db'}",
        "MILO_DATA": str(folder),
        "MILO_SECRET_KEYS": "a key for measuring only, and never used elsewhere",
    }


def _fill(folder: Path, people: int) -> None:
    from sqlalchemy import event

    from milo_app.commands.database import migrate
    from milo_app.commands.demo import works
    from milo_app.core.db import analyze, engine_for
    from milo_app.core.settings import settings
    from milo_app.core.work import system
    from milo_app.domain.search import triggers

    url = settings().database
    migrate(url, copy_first=False)
    event.listen(engine_for(url), "connect", _hurry)
    with works(system(None)) as w:
        triggers.lift(w.session.connection())
    crowd, done = Crowd(), 0
    begun = time.perf_counter()
    for number in range(WORKSPACES):
        with works(system(None)) as w:
            home, interviewers = _home(w, number)
        left = size_of(number, people)
        while left > 0:
            size = min(_CHUNK, left)
            with works(system(home)) as w:
                _people(w.session.connection(), crowd, home, interviewers, done, size)
            left, done = left - size, done + size
    with works(system(None)) as w:
        triggers.lay(w.session.connection())
        analyze(w.session.connection())
    print(f"{done:,} people written in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


def _hurry(connection: Any, record: Any) -> None:
    for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1048576"):
        connection.execute("PRAGMA " + pragma)


def _home(w: Any, number: int) -> tuple[int, list[tuple[int, int]]]:
    from milo_app.core.db import in_workspace
    from milo_app.domain.accounts.models import Workspace
    from milo_app.domain.interviewers.models import Interviewer, InterviewerState, InterviewerVersion, Stage
    from milo_app.domain.interviewers.plan import StageKind

    row = Workspace(name=f"Home {number}", slug=f"home-{number}", created_at=w.now)
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    made: list[tuple[int, int]] = []
    with in_workspace(row.id):
        for at in range(INTERVIEWERS):
            title = f"{_TAGS[at]} {('Associate', 'Manager', 'Lead')[at % 3]}"
            one = Interviewer(
                workspace_id=row.id, title=title, slug=f"role-{at}", state=InterviewerState.ACTIVE, created_at=w.now
            )
            w.session.add(one)
            w.session.flush()
            assert one.id is not None
            version = InterviewerVersion(workspace_id=row.id, interviewer_id=one.id, number=1, published_at=w.now)
            w.session.add(version)
            w.session.flush()
            assert version.id is not None
            one.version_id = version.id
            for position, kind in enumerate((StageKind.RESUME, StageKind.WEB), 1):
                stage = Stage(
                    workspace_id=row.id, version_id=version.id, position=position, kind=kind, title=kind.value
                )
                w.session.add(stage)
            w.session.flush()
            made.append((one.id, version.id))
    return row.id, made


def _people(
    connection: Any, crowd: Crowd, home: int, interviewers: list[tuple[int, int]], done: int, size: int
) -> None:
    from milo_app.core.ids import public_id
    from milo_app.core.text import fold, slugify
    from milo_app.domain.demo.raw import insert_rows

    rng = crowd.rng
    now = int(datetime.now(UTC).timestamp()) * 1_000_000
    people: list[dict[str, Any]] = []
    applications: list[dict[str, Any]] = []
    tags: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    for number in range(done + 1, done + size + 1):
        name = crowd.name()
        local, host = slugify(name).replace("-", "."), slugify(rng.choice(_CITIES))
        email = f"{local}.{number}@{host}.example.com"
        interviewer, version = rng.choice(interviewers)
        own = {"id": number, "workspace_id": home}
        people.append(
            own | {
                "public_id": public_id(), "name": name, "name_key": fold(name), "email": email,
                "phone": f"+1{rng.randint(2_000_000_000, 9_999_999_999)}", "tz": "", "created_at": now,
                "city": rng.choice(_CITIES),
            }
        )  # fmt: skip
        applications.append(
            own | {
                "public_id": public_id(), "interviewer_id": interviewer, "candidate_id": number, "version_id": version,
                "source": "link", "state": rng.choice(("pending", "in_progress", "completed")), "attempt": 1,
                "is_test": 0, "progress": "{}", "score_sort": -1, "evaluation": "none", "evaluation_reason": "",
                "scored_by": "", "knocked_out_by": "", "decision": rng.choice(("none", "none", "shortlisted")),
                "decision_reason": "", "invited_at": now, "engaged_at": now, "csat_comment": "",
                "board": rng.choice((0, 1, 70)),
            }
        )  # fmt: skip
        tags.append(
            own | {
                "application_id": number, "interviewer_id": interviewer, "name": "Skill", "value": rng.choice(_TAGS),
                "quote": "",
            }
        )  # fmt: skip
        if rng.random() < RESUMES:
            files.append(
                own | {
                    "public_id": public_id(), "application_id": number, "purpose": "resume", "name": "resume.txt",
                    "kind": "txt", "size": 1, "sha256": "", "blob_key": "", "created_at": now, "text_state": "read",
                    "text": crowd.resume(), "text_note": "",
                }
            )  # fmt: skip
    for table, rows in (
        ("candidate", people), ("application", applications), ("application_tag", tags), ("stored_file", files),
    ):  # fmt: skip
        insert_rows(connection, table, rows)


def packages(*wanted: str) -> bool:
    """Make packages that only measuring needs importable, under `.cache/bench`; False where they cannot be had."""
    import subprocess

    folder = ROOT / ".cache" / "bench" / "packages"
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(folder), *wanted]
    names = [one.split("==")[0] for one in wanted]
    if not all((folder / name).exists() for name in names):
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PIP_NO_INPUT": "1"})
        if done.returncode:
            return False
    return all((folder / name).exists() for name in names)
