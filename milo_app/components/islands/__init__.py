"""Small client components, for what the server must not be asked about: keys, copying, speech, drafts, uploads.

Each is a .jsx of under 150 lines beside this file. Recruiter-side ones load lazily; those that candidates need at
once (`autosave_text`, `read_aloud`, `upload_box`) are part of their page, so that a slow line shows them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from milo_app.components.values import Flag, Handler, Items, Num, Text


def _library(name: str) -> str:
    return "$/public" + rx.asset(path=name, shared=True)


class ReportPanel(rx.NoSSRComponent):
    """Shows a candidate's report over the list, while the address reads that of the report."""

    library = _library("report_panel.jsx")
    tag = "ReportPanel"

    label: rx.Var[str]
    on_open: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


class Hotkeys(rx.NoSSRComponent):
    """Listens for registered keys outside of inputs and dialogs."""

    library = _library("hotkeys.jsx")
    tag = "Hotkeys"

    keys: rx.Var[list[str]]
    enabled: rx.Var[bool]
    on_key: rx.EventHandler[rx.event.passthrough_event_spec(str)]


_library("palette_box.jsx")  # linked beside its door, which fetches it when it is opened


class Palette(rx.NoSSRComponent):
    """Opens the palette by its keys, or by anything with `data-palette`."""

    library = _library("palette.jsx")
    tag = "Palette"

    slash: rx.Var[bool]
    answer: rx.Var[dict[str, Any]]
    on_ask: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class FollowAnchor(rx.NoSSRComponent):
    """Scrolls to an element and marks it."""

    library = _library("follow_anchor.jsx")
    tag = "FollowAnchor"

    anchor: rx.Var[str]


class CopyButton(rx.NoSSRComponent):
    """Copies a text and says so."""

    library = _library("copy.jsx")
    tag = "CopyButton"

    value: rx.Var[str]
    label: rx.Var[str]
    icon_only: rx.Var[bool]


class PrintButton(rx.NoSSRComponent):
    """Opens the browser's print dialog."""

    library = _library("print.jsx")
    tag = "PrintButton"

    label: rx.Var[str]


class SavedAgo(rx.NoSSRComponent):
    """Counts the seconds since a draft was kept."""

    library = _library("saved_ago.jsx")
    tag = "SavedAgo"

    at: rx.Var[int]
    rest: rx.Var[str]


class ReadAloud(rx.Component):
    """Reads a text aloud with the browser's voices."""

    library = _library("speak.jsx")
    tag = "ReadAloud"

    text: rx.Var[str]
    lang: rx.Var[str]
    label: rx.Var[str]


class AutosaveText(rx.Component):
    """Keeps a draft of an answer on the device until the server has taken it."""

    library = _library("autosave_text.jsx")
    tag = "AutosaveText"

    value: rx.Var[str]
    draft_key: rx.Var[str]
    epoch: rx.Var[str]
    kind: rx.Var[str]
    name: rx.Var[str]
    max_length: rx.Var[int]
    rows: rx.Var[int]
    label: rx.Var[str]
    labelled_by: rx.Var[str]
    described_by: rx.Var[str]
    placeholder: rx.Var[str]
    wait: rx.Var[int]
    lang: rx.Var[str]
    disabled: rx.Var[bool]
    low: rx.Var[str]
    high: rx.Var[str]
    step: rx.Var[str]
    unit: rx.Var[str]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_enter: rx.EventHandler[rx.event.no_args_event_spec]


class Choices(rx.Component):
    """Offers options and keeps what was chosen on the device until the server has taken it."""

    library = _library("choices.jsx")
    tag = "Choices"

    draft_key: rx.Var[str]
    options: rx.Var[list[str]]
    value: rx.Var[list[str]]
    multiple: rx.Var[bool]
    epoch: rx.Var[str]
    labelled_by: rx.Var[str]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


class StepFocus(rx.Component):
    """Moves title, focus and scroll along with the step of a page."""

    library = _library("step_focus.jsx")
    tag = "StepFocus"

    step: rx.Var[str]
    title: rx.Var[str]
    sent: rx.Var[str]
    error: rx.Var[str]


class UploadBox(rx.Component):
    """Posts a picked or dropped file with a progress bar."""

    library = _library("upload.jsx")
    tag = "UploadBox"

    url: rx.Var[str]
    accept: rx.Var[list[str]]
    max_bytes: rx.Var[int]
    name: rx.Var[str]
    fields: rx.Var[dict[str, str]]
    label: rx.Var[str]
    hint: rx.Var[str]
    current: rx.Var[str]
    many: rx.Var[bool]
    square: rx.Var[int]
    disabled: rx.Var[bool]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]
    on_text: rx.EventHandler[rx.event.passthrough_event_spec(str, str, str)]
    on_busy: rx.EventHandler[rx.event.passthrough_event_spec(bool)]


class Sortable(rx.NoSSRComponent):
    """A list whose items can be put in another order."""

    library = _library("sortable.jsx")
    tag = "Sortable"
    lib_dependencies: list[str] = ["@dnd-kit/core@6.3.1", "@dnd-kit/sortable@10.0.0", "@dnd-kit/utilities@3.2.2"]

    keys: rx.Var[list[str]]
    axis: rx.Var[str]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]


class SortableItem(rx.NoSSRComponent):
    """One item of a `Sortable`, with the handle that moves it."""

    library = _library("sortable.jsx")
    tag = "SortableItem"

    item: rx.Var[str]
    label: rx.Var[str]


def report_panel(*children: Any, label: Text, on_open: Handler, on_close: Handler) -> rx.Component:
    """Show a report over the list: `on_open` gets the id of the candidate whose link was pressed."""
    return ReportPanel.create(*children, label=label, on_open=on_open, on_close=on_close)


def hotkeys(keys: Sequence[str] | rx.Var[Any], on_key: Handler, enabled: Flag = True) -> rx.Component:
    """Send registered keys to `on_key(key)`: "s", "?", "Escape", "mod+k", or a sequence such as "g i"."""
    return Hotkeys.create(keys=keys if isinstance(keys, rx.Var) else list(keys), on_key=on_key, enabled=enabled)


def palette(answer: Any, on_ask: Handler, on_pick: Handler, *, slash: Flag = True) -> rx.Component:
    """Put the palette on a page: Ctrl or Cmd and K opens it, and / unless `slash` is off.

    `on_ask(text, turn)` answers by setting `answer` with the same turn; `on_pick(id)` hears what was chosen.
    """
    return Palette.create(answer=answer, on_ask=on_ask, on_pick=on_pick, slash=slash)


def follow_anchor(anchor: Text) -> rx.Component:
    """Bring the element of that id into view whenever it changes, and mark it with `data-followed`."""
    return FollowAnchor.create(anchor=anchor)


def sortable(keys: Items, *items: Any, on_move: Handler, across: bool = False) -> rx.Component:
    """Hold `sortable_item`s that pointer, touch and keyboard can put in order; screen readers are told each place.

    `keys` are the keys of the items in their present order. After a drop `on_move(key, to)` is called once, with the
    place counted from 0; the new order shows at once, and what the server then says holds. `across` lays them out in a
    row. The package behind it is loaded only where this is used. Keep buttons or a menu that move things as well.
    """
    return Sortable.create(
        *items,
        keys=keys if isinstance(keys, rx.Var) else list(keys),
        axis="x" if across else "y",
        on_move=on_move,
    )


def sortable_item(key: Text, *children: Any, label: Text) -> rx.Component:
    """Draw one item of a `sortable` with its handle; `label` names it to screen readers ("Move <label>")."""
    return SortableItem.create(*children, item=key, label=label, key=key)


def copy_button(value: Text, label: str = "Copy", icon_only: bool = False) -> rx.Component:
    """Draw a button that copies `value` and then says "Copied"."""
    return CopyButton.create(value=value, label=label, icon_only=icon_only)


def print_button(label: Text = "Print") -> rx.Component:
    """Draw a button that prints the page."""
    return PrintButton.create(label=label)


def saved_ago(at: Num, rest: Text = "") -> rx.Component:
    """Say "Saved 4s ago." and what that means; `at` changes with every save, 0 draws nothing."""
    return SavedAgo.create(at=at, rest=rest)


def read_aloud(text: Text, lang: Text = "en", label: str = "Read aloud") -> rx.Component:
    """Draw a button that reads `text` aloud; nothing is drawn where the browser cannot speak."""
    return ReadAloud.create(text=text, lang=lang, label=label)


def autosave_text(
    value: Text,
    draft_key: Text,
    on_change: Handler,
    *,
    max_length: Num = 20_000,
    rows: int = 6,
    label: Text = "Your answer",
    labelled_by: Text = "",
    placeholder: Text = "",
    wait: int = 800,
    **props: Any,
) -> rx.Component:
    """Draw an answer field that never loses typed text; `on_change(text)` comes `wait` ms after typing and on leaving.

    `draft_key` names the question (a new key is a new field); `value` is what is saved already. In `props`: `kind`
    (area, number, date, range), `epoch` (new at each load: what was typed is sent again), `low`, `high`, `step`, `unit`
    and `on_enter`.
    """
    if not isinstance(labelled_by, str) or labelled_by:
        props["labelled_by"] = labelled_by
    return AutosaveText.create(
        value=value, draft_key=draft_key, on_change=on_change, max_length=max_length, rows=rows, label=label,
        placeholder=placeholder, wait=wait, **props,
    )  # fmt: skip


def choices(
    options: Items,
    value: Items,
    draft_key: Text,
    on_change: Handler,
    *,
    multiple: Flag = False,
    epoch: Text = "",
    labelled_by: Text = "question",
) -> rx.Component:
    """Offer options as large lines; `on_change(values)` gets all that hold, `value` is what is saved already."""
    return Choices.create(
        options=options if isinstance(options, rx.Var) else list(options),
        value=value if isinstance(value, rx.Var) else list(value),
        draft_key=draft_key, on_change=on_change, multiple=multiple, epoch=epoch, labelled_by=labelled_by,
    )  # fmt: skip


def step_focus(step: Text, title: Text, sent: Text = "", error: Text = "") -> rx.Component:
    """Give each step of a page its own tab title, and take focus and scroll to its heading.

    `sent` is the `draft_key` whose answer the server has taken: its draft is dropped. A new `error` takes the focus to
    the notice that shows it. Draws nothing.
    """
    return StepFocus.create(step=step, title=title, sent=sent, error=error)


def upload_box(
    url: Text,
    on_done: Handler = None,
    *,
    accept: Items = (),
    max_bytes: Num = 10 * 1024 * 1024,
    label: Text = "Choose a file",
    hint: Text = "",
    current: Text = "",
    name: str = "file",
    fields: dict[str, Text] | rx.Var[Any] | None = None,
    **props: Any,
) -> rx.Component:
    """Draw a file field with drop zone; `on_done(id, name)` gets what the server answered as JSON `{"id", "name"}`.

    With `square=240` a picture is cut to its middle and sent as a JPEG of 240 pixels.
    `accept` are endings ("pdf", "docx"); `current` is the name of a file that is there already; `many=True` is ready for
    the next file after each. `on_text(text, name, note)` gets what the server read out of a
    document. An error answer is shown by its `error` (or `sentence`, `detail`, `message`).
    """
    return UploadBox.create(
        url=url, accept=accept if isinstance(accept, rx.Var) else list(accept), max_bytes=max_bytes, label=label,
        hint=hint, current=current, name=name, fields={} if fields is None else fields,
        **({"on_done": on_done} if on_done is not None else {}), **props,
    )  # fmt: skip


class FetchForm(rx.Component):
    """A form that posts to one of our HTTP routes and shows the sentence that comes back."""

    library = _library("fetch_form.jsx")
    tag = "FetchForm"

    action: rx.Var[str]
    fields: rx.Var[dict[str, str]]
    token_from_path: rx.Var[bool]
    label: rx.Var[str]


def fetch_form(
    *children: Any, action: Text, label: str, fields: dict[str, Text] | None = None, token_from_path: bool = False
) -> rx.Component:
    """Draw a form that posts its fields by fetch; the answer's `next` is opened by full navigation, its `error` shown.

    `token_from_path` sends the last part of the address as `token`; the browser's time zone goes along as `tz`.
    """
    return FetchForm.create(*children, action=action, label=label, fields=fields or {}, token_from_path=token_from_path)


class PasteBox(rx.NoSSRComponent):
    """Takes a pasted list and sends it to one of our HTTP routes as a file."""

    library = _library("paste_box.jsx")
    tag = "PasteBox"

    url: rx.Var[str]
    name: rx.Var[str]
    label: rx.Var[str]
    button: rx.Var[str]
    placeholder: rx.Var[str]
    rows: rx.Var[int]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


def paste_field(
    url: Text, on_done: Handler, *, name: str, label: Text, button: Text, placeholder: Text = "", rows: int = 8
) -> rx.Component:
    """Draw a field for a long pasted list; `on_done(id, name)` gets what the server answered as JSON `{"id", "name"}`."""
    return PasteBox.create(
        url=url, on_done=on_done, name=name, label=label, button=button, placeholder=placeholder, rows=rows
    )
