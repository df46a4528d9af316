"""What can go wrong with labels, each with a sentence for the person who sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from milo_app.core.errors import Conflict, Invalid, NotFound
from milo_app.core.text import plural


class LabelNotFound(NotFound):
    """No label of that id in this workspace."""

    def __init__(self) -> None:
        super().__init__("There is no such label.", do="It may have been deleted. Reload to see the labels there are.")


class KeyTaken(Invalid):
    """Another label of the workspace has this key once it is normalised."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__(
            f"The label “{name}” has the key {key} already.", field="key", do="Use that label, or choose another key."
        )
        self.key = key


class ValueInUse(Conflict):
    """Allowed values that somebody has cannot go; `used` says which interviewers (internal ids) have each."""

    def __init__(self, used: Mapping[str, Sequence[int]], names: Sequence[str] = ()) -> None:
        count = len({each for ids in used.values() for each in ids})
        quoted = ", ".join(f"“{value}”" for value in used)
        who = ""
        if names:
            rest = count - len(names)
            told = ", ".join(f"“{name}”" for name in names)
            who = f": {told}{f' and {rest} more' if rest else ''}"
        super().__init__(
            f"{quoted} {'is' if len(used) == 1 else 'are'} in use on {plural(count, 'interviewer')}{who}.",
            safe="Nothing was changed.",
            do="Choose what replaces it, or keep it.",
        )
        self.field = "allowed"
        self.used = {value: tuple(ids) for value, ids in used.items()}


class StaleLabel(Conflict):
    """Somebody else changed the label since it was read."""

    def __init__(self) -> None:
        super().__init__(
            "A colleague changed this label meanwhile.",
            safe="Nothing was overwritten.",
            do="Close and open it again to see the newer version.",
        )


class LabelNothingToUndo(Conflict):
    """Everything that an undo would restore was changed again."""

    def __init__(self) -> None:
        super().__init__("This was changed again since, so there is nothing to undo.", safe="The newer values stay.")
