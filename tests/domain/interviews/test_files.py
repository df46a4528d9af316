"""Files: where they may go, how many, whose they are."""

from __future__ import annotations

import pytest
from sqlmodel import select

from milo_app.core.errors import Denied, Invalid, NotFound
from milo_app.domain.interviewers.plan import QuestionKind
from milo_app.domain.interviews import queries, service
from milo_app.domain.interviews.errors import NotYourTurn, TooManyFiles
from milo_app.domain.interviews.models import StoredFile
from milo_app.domain.interviews.ports import ResumeText, UnreadableResume
from milo_app.domain.interviews.replies import Reply
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import form_plan, full_plan, make_interviewer, question
from tests.factories.interviews import blob, candidate_of


def at_file_question(house: House):  # type: ignore[no-untyped-def]
    with house.work() as w:
        plan = form_plan(question(QuestionKind.FILE, "cert", extensions=[".pdf", "jpeg"]))
        actor = candidate_of(make_application(w, make_interviewer(w, plan)))
    with house.work(actor) as w:
        service.begin(w)
    return actor


def attach(w, name: str = "cert.pdf"):  # type: ignore[no-untyped-def]
    return service.attach_file(w, blob(), name=name, kind="pdf", purpose="answer", question_key="cert")


def test_a_place_names_its_limit_kinds_and_room(house: House) -> None:
    with house.work(at_file_question(house)) as w:
        found = service.check_upload(w, "answer", "cert")
    assert found.limit_bytes == 10 * 1024 * 1024
    assert found.extensions == ("pdf", "jpg") and found.slots_left == 5


def test_a_question_takes_five_files(house: House) -> None:
    actor = at_file_question(house)
    for number in range(5):
        with house.work(actor) as w:
            attach(w, f"{number}.pdf")
    with house.work(actor) as w, pytest.raises(TooManyFiles):
        attach(w)


def test_a_kind_that_is_not_asked_for_is_refused(house: House) -> None:
    with house.work(at_file_question(house)) as w, pytest.raises(Invalid):
        service.attach_file(w, blob(), name="a.docx", kind="docx", purpose="answer", question_key="cert")


def test_files_answer_their_question_once_the_candidate_goes_on(house: House) -> None:
    actor = at_file_question(house)
    with house.work(actor) as w:
        ref = service.step(w).question.ref  # type: ignore[union-attr]
    with pytest.raises(Invalid, match="Choose a file"):
        service.answer(lambda: house.work(actor), ref, Reply())
    with house.work(actor) as w:
        attach(w)
        assert [card.name for card in service.step(w).files] == ["cert.pdf"]
    after = service.answer(lambda: house.work(actor), ref, Reply())
    assert [(line.key, line.reply) for line in after.review] == [("cert", "cert.pdf")]


def test_taking_the_last_file_back_opens_the_question_again(house: House) -> None:
    actor = at_file_question(house)
    with house.work(actor) as w:
        card = attach(w)
        ref = service.step(w).question.ref  # type: ignore[union-attr]
    service.answer(lambda: house.work(actor), ref, Reply())
    with house.work(actor) as w:
        assert service.remove_file(w, card.id) == "ab/cdef"
        assert service.step(w).kind == "question"


def test_a_resume_has_no_place_in_a_form(house: House) -> None:
    with house.work(at_file_question(house)) as w, pytest.raises(NotYourTurn):
        service.check_upload(w, "resume")


def test_a_file_is_handed_to_its_sender_and_to_who_may_only(house: House) -> None:
    actor = at_file_question(house)
    with house.work(actor) as w:
        card = attach(w)
        assert service.file_for(w, card.id).name == "cert.pdf"
    with house.work() as w:
        assert service.file_for(w, card.id).blob_key == "ab/cdef"
        stranger = candidate_of(make_application(w, make_interviewer(w), "Bo Li"))
    with house.work(stranger) as w, pytest.raises(NotFound):
        service.file_for(w, card.id)
    with house.work(house.viewer) as w, pytest.raises(Denied):
        service.file_for(w, card.id)


def with_resume(house: House):  # type: ignore[no-untyped-def]
    with house.work() as w:
        application = make_application(w, make_interviewer(w, full_plan()))
    with house.work(candidate_of(application)) as w:
        service.begin(w)
        service.attach_file(w, blob(), name="cv.pdf", kind="pdf", purpose="resume")
    with house.work() as w:
        return application, w.session.exec(select(StoredFile)).one().id or 0


def test_the_text_of_a_resume_is_kept_with_what_was_left_out(house: House) -> None:
    application, file_id = with_resume(house)
    with house.work() as w:
        service.set_file_text(w, file_id, ResumeText("Jane Doe", 1, "Hidden text was left out."))
        row = queries.resume_of(w, application.id or 0)
    assert row is not None
    assert (row.text, row.text_state.value, row.text_note) == ("Jane Doe", "read", "Hidden text was left out.")


def test_an_unreadable_resume_says_why_and_lets_the_candidate_go_on(house: House) -> None:
    application, file_id = with_resume(house)
    with house.work() as w:
        reason = UnreadableResume("encrypted", "This PDF needs a password.", do="Upload one without.")
        service.set_file_text(w, file_id, reason)
    with house.work(candidate_of(application)) as w:
        assert service.step(w).files[0].text_note == "This PDF needs a password. Upload one without."
        assert service.finish_stage(w).stage_kind == "form"


def test_a_question_for_one_file_takes_one_until_it_is_removed(house: House) -> None:
    with house.work() as w:
        plan = form_plan(question(QuestionKind.FILE, "cert", allows_many=False))
        actor = candidate_of(make_application(w, make_interviewer(w, plan)))
    with house.work(actor) as w:
        service.begin(w)
        assert service.check_upload(w, "answer", "cert").slots_left == 1
        kept = attach(w)
    with house.work(actor) as w, pytest.raises(TooManyFiles, match="takes 1 file"):
        attach(w, "second.pdf")
    with house.work(actor) as w:
        service.remove_file(w, kept.id)
        assert service.check_upload(w, "answer", "cert").slots_left == 1
