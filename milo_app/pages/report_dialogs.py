"""The dialogs of a report: one is open at a time, by its name."""

from __future__ import annotations

from typing import Any

import reflex as rx

from milo_app.components.forms import checkbox, field, select, text_area, text_input
from milo_app.components.islands import copy_button, upload_box
from milo_app.components.primitives import button, link
from milo_app.state.report import Candidate as S

PHOTO_SIDE = 240
_LANGUAGES = (("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"))
_PARTS = (
    ("chips", "Checks and tags as chips"),
    ("highlights", "Highlights"),
    ("lowlights", "What to ask about"),
    ("transcript", "Questions and answers"),
)


def dialogs() -> rx.Component:
    """Draw them; all are closed until an action opens one."""
    return rx.fragment(_reason(), _retake(), _link(), _rescore(), _paper(), _photo(), _erase())


def _dialog(name: str, title: Any, text: Any, *body: Any, foot: Any, width: str = "440px") -> rx.Component:
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title, class_name="m-h2", margin_bottom="4px"),
            rx.dialog.description(text, class_name="m-muted", size="2", margin_bottom="12px"),
            rx.el.div(*body, class_name="m-stack"),
            rx.el.div(rx.dialog.close(button("Cancel", kind="quiet")), foot, class_name="m-dialog-foot"),
            max_width=width,
        ),
        open=S.dialog == name,
        on_open_change=S.opened,
    )


def _reason() -> rx.Component:
    return _dialog(
        "reason",
        "Dismiss with a reason",
        "The team reads the reason on this page. The candidate does not.",
        field(
            "Reason",
            text_area("dismiss-reason", S.reason, S.write_reason, rows=2, wait=200, max_length=300),
            for_="dismiss-reason",
        ),
        foot=button("Dismiss", S.dismiss_with_reason, kind="solid"),
    )


def _retake() -> rx.Component:
    return _dialog(
        "retake",
        "Allow another attempt",
        S.retakes_note,
        field(
            "Retakes in all",
            text_input("retake-most", S.retakes_most, S.set_most, input_mode="numeric"),
            for_="retake-most",
            help="Only for this person; the interviewer keeps its own number.",
        ),
        field(
            "Days to wait since the last attempt",
            text_input("retake-wait", S.retakes_wait, S.set_wait, input_mode="numeric"),
            for_="retake-wait",
        ),
        rx.cond(
            S.can_mail, checkbox("Mail them a new link", S.retakes_mailed, S.set_mailed, name="mailed"), rx.fragment()
        ),
        foot=button(
            rx.cond(S.can_mail & S.retakes_mailed, "Allow and send the mail", "Allow"), S.allow_retake, kind="solid"
        ),
    )


def _link() -> rx.Component:
    return _dialog(
        "link",
        "Interview link",
        "Whoever opens it is this candidate, so pass it to nobody else. Earlier links keep working.",
        rx.el.input(value=S.link, read_only=True, aria_label="Interview link", class_name="m-input is-mono"),
        foot=copy_button(S.link, label="Copy link"),
    )


def _rescore() -> rx.Component:
    options = rx.Var.create([{"value": "all", "label": "The whole interview"}]).to(list[dict[str, str]])
    stages = S.rescorable.to(list[dict[str, str]])
    return _dialog(
        "rescore",
        "Evaluate again",
        "The present score stays until the new one is there. With a model, the run is booked as spend.",
        field(
            "What",
            select("rescore-stage", options + stages, rx.cond(S.rescored == "", "all", S.rescored), S.choose_stage),
            for_="rescore-stage",
        ),
        foot=button("Evaluate again", S.rescore, kind="solid"),
    )


def _paper() -> rx.Component:
    parts = [
        checkbox(words, ~S.paper_off.contains(name), lambda is_on, name=name: S.set_part(name, is_on), name=name)
        for name, words in _PARTS
    ]
    original = rx.foreach(
        S.files,
        lambda f: link(f["name"], href=f["href"], reload=True, class_name="m-link m-cut", download=True),
    )
    return _dialog(
        "paper",
        "Download",
        "A report in the company's colours, to keep or to print.",
        rx.el.fieldset(rx.el.legend("What stands in it", class_name="m-strong"), *parts, class_name="m-fieldset"),
        field(
            "Language of its headings",
            select("paper-language", _LANGUAGES, S.paper_language, S.set_language),
            for_="paper-language",
        ),
        rx.cond(
            S.files.length() > 0,
            rx.el.div(rx.el.span("Files as they were sent", class_name="m-strong"), original, class_name="m-stack"),
            rx.fragment(),
        ),
        foot=button("Download PDF", href=S.paper_href, kind="solid", icon_name="download", reload=True, download=True),
    )


def _photo() -> rx.Component:
    return _dialog(
        "photo",
        "Photo",
        "Your team sees it on this report and in lists that show photos. Whoever reviews blind does not.",
        upload_box(
            "/api/photos/" + S.application,
            S.photo_came,
            accept=["png", "jpg", "jpeg"],
            max_bytes=20 * 1024 * 1024,
            square=PHOTO_SIDE,
            label="Choose a photo",
            hint="PNG or JPG. The middle of it is cut out as a square.",
            many=True,
        ),
        foot=rx.cond(S.photo != "", button("Remove the photo", S.remove_photo), rx.fragment()),
    )


def _erase() -> rx.Component:
    return erase_dialog(S.name, S.erase, S.dialog == "erase", S.opened)


def erase_dialog(name: Any, on_erase: Any, is_open: Any, on_open_change: Any) -> rx.Component:
    """Ask before everything that says who somebody is goes for good."""
    gone = (
        "Name, address, phone, photo and place",
        "Answers, resume and every other file",
        "Scores with their quotes, tags and signals",
        "Notes, ratings, verdicts and guest links",
        "The words of every mail, and personal details in the audit log",
    )
    return rx.alert_dialog.root(
        rx.alert_dialog.content(
            rx.alert_dialog.title("Erase " + name + "?", class_name="m-h2", margin_bottom="8px"),
            rx.alert_dialog.description(
                "This goes for good, in every interviewer that this person took part in:",
                class_name="m-muted",
                style={"font_size": "14px", "line_height": "20px"},
            ),
            rx.el.ul(*[rx.el.li(line) for line in gone], class_name="m-plain-list"),
            rx.el.p(
                "An empty line stays, so that counts and rates do not change. It cannot be undone.",
                class_name="m-muted",
            ),
            rx.el.div(
                rx.alert_dialog.cancel(button("Cancel", kind="quiet")),
                button("Erase this person", on_erase, kind="danger"),
                class_name="m-dialog-foot",
            ),
            max_width="480px",
        ),
        open=is_open,
        on_open_change=on_open_change,
    )
