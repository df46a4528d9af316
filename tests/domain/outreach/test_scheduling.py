"""The scheduling link: for shortlisted people only, by a recruiter's click, to the address that the recruiter chose."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Conflict, Denied, Invalid
from milo_app.domain.candidates import decisions
from milo_app.domain.interviewers.plan_settings import RootSettings
from milo_app.domain.outreach import scheduling, service
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import full_plan, make_interviewer

LINK = "https://calendar.acme.com/ana?a=1"


def shortlisted(w, url: str = LINK) -> str:
    row = make_interviewer(w, full_plan(settings=RootSettings(scheduling_url=url)))
    key = make_application(w, row).public_id
    decisions.shortlist(w, [key])
    return key


def test_a_shortlisted_person_gets_one_mail_with_the_link(w) -> None:
    key = shortlisted(w)
    first, second = scheduling.mail_link(w, key), scheduling.mail_link(w, key)
    assert first.id == second.id
    assert LINK in first.text and "Pick a time" in first.html


def test_nobody_else_gets_it(w) -> None:
    key = shortlisted(w)
    decisions.clear(w, [key])
    with pytest.raises(Conflict):
        scheduling.mail_link(w, key)


def test_without_a_link_nothing_is_sent(w) -> None:
    with pytest.raises(Invalid):
        scheduling.mail_link(w, shortlisted(w, ""))


def test_a_viewer_reads_the_link_and_mails_nothing(house: House) -> None:
    with house.work() as w:
        key = shortlisted(w)
    with house.work(house.viewer) as w:
        assert scheduling.link_for(w, key).url == LINK
        with pytest.raises(Denied):
            scheduling.mail_link(w, key)


@pytest.mark.parametrize("link", ["http://acme.com", "javascript:alert(1)", "https://a@b.com", "https://a.com/x y"])
def test_only_a_whole_https_link_stands_in_the_mail(link: str) -> None:
    with pytest.raises(Invalid):
        service.outward(link)
