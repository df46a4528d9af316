"""Decides which text of a PDF page a reader would see, while pypdf walks through the page's drawing commands.

Hidden is: drawn in render mode 3 or 7, fully transparent, smaller than 2 points, outside the page or its clip, or in
the color of what lies right behind it. White text on a dark banner is visible, so painted areas are remembered.
Areas are kept as upright boxes, which errs towards "visible". Not covered: text that a later area paints over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Color = tuple[float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WHITE: Color = (1.0, 1.0, 1.0)
BLACK: Color = (0.0, 0.0, 0.0)
SMALLEST_POINTS = 2.0
SAME_COLOR = 0.06
LEAST_OPACITY = 0.05
MAX_PAINTED = 1_000

_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_PATH_ENDS = _FILLS | {b"S", b"s", b"n"}


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _matrix(values: Sequence[Any]) -> Matrix:
    try:
        a, b, c, d, e, f = (float(value) for value in values)
    except (TypeError, ValueError):
        return IDENTITY
    return (a, b, c, d, e, f)


def _numbers(operands: Sequence[Any]) -> list[float]:
    return [float(value) for value in operands if isinstance(value, (int, float))]


def _at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])


def _bounds(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _common(one: Box, other: Box) -> Box:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def _holds(box: Box, x: float, y: float, slack: float = 1.0) -> bool:
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack


@dataclass(frozen=True)
class _Ink:
    """The part of the graphics state that decides about visibility; `None` is a color that is not known."""

    ctm: Matrix = IDENTITY
    clip: Box = (-1e9, -1e9, 1e9, 1e9)
    fill: Color | None = BLACK
    stroke: Color | None = BLACK
    is_fill_plain: bool = True
    is_stroke_plain: bool = True
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    mode: int = 0
    size: float = 12.0
    stretch: float = 1.0
    has_own_scale: bool = False


@dataclass
class VisibleText:
    """Feeds pypdf's operand visitors; blanks hidden text before it is extracted and counts it in `hidden`."""

    page_box: Box
    resources: DictionaryObject
    hidden: int = 0
    _ink: _Ink = field(default_factory=_Ink)
    _stack: list[_Ink] = field(default_factory=list)
    _forms: list[tuple[_Ink, list[_Ink], DictionaryObject]] = field(default_factory=list)
    _path: list[tuple[float, float]] = field(default_factory=list)
    _is_clipping: bool = False
    _painted: deque[tuple[Box, Color | None]] = field(default_factory=lambda: deque(maxlen=MAX_PAINTED))

    def before(self, operator: bytes, operands: list[Any], _cm: object, tm: Sequence[float]) -> None:
        """Follow one command; a hidden string is replaced by nothing in place, before pypdf reads it."""
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            self._text(operator, operands, tm)
        elif operator == b"Do":
            self._enter(operands)
        else:
            handler = _HANDLERS.get(operator)
            if handler is not None:
                handler(self, operands)
            elif operator in _PATH_ENDS:
                self._end_path(operator)

    def after(self, operator: bytes, operands: list[Any], _cm: object, _tm: object) -> None:
        """Leave a form: its graphics state ends with it."""
        if operator == b"Do" and self._forms:
            self._ink, self._stack, self.resources = self._forms.pop()

    # --- text ---

    def _text(self, operator: bytes, operands: list[Any], tm: Sequence[float]) -> None:
        index = 2 if operator == b'"' else 0
        if index >= len(operands) or self._is_visible(_matrix(tm)):
            return
        shown = operands[index]
        if operator == b"TJ":
            pieces = [piece for piece in shown if isinstance(piece, (str, bytes))] if isinstance(shown, list) else []
            self.hidden += sum(len(piece.strip()) for piece in pieces)
            operands[index] = ArrayObject()
        elif isinstance(shown, (str, bytes)):
            self.hidden += len(shown.strip())
            operands[index] = TextStringObject("")

    def _is_visible(self, tm: Matrix) -> bool:
        ink = self._ink
        m = times(tm, ink.ctm)
        height = abs(ink.size) * (m[2] ** 2 + m[3] ** 2) ** 0.5
        width = abs(ink.size * ink.stretch) * (m[0] ** 2 + m[1] ** 2) ** 0.5
        is_tiny = height < SMALLEST_POINTS or width < SMALLEST_POINTS / 4
        if ink.mode in (3, 7) or (is_tiny and not ink.has_own_scale):
            return False
        # The middle of the first letter, because backgrounds often end right at the base line.
        x, y = _at(m, 0.25 * ink.size * ink.stretch, 0.3 * ink.size)
        margin = 2 * height
        if not _holds(self.page_box, x, y, margin) or not _holds(ink.clip, x, y, margin):
            return False
        colors: list[Color | None] = []
        if ink.mode in (0, 2, 4, 6) and ink.fill_alpha >= LEAST_OPACITY:
            colors.append(ink.fill)
        if ink.mode in (1, 2, 5, 6) and ink.stroke_alpha >= LEAST_OPACITY:
            colors.append(ink.stroke)
        behind = self._behind(x, y)
        return any(_differ(color, behind) for color in colors)

    def _behind(self, x: float, y: float) -> Color | None:
        for box, color in reversed(self._painted):
            if _holds(box, x, y):
                return color
        return WHITE

    # --- painting ---

    def _paint(self, box: Box, color: Color | None) -> None:
        box = _common(box, self._ink.clip)
        if self._ink.fill_alpha < 0.5:
            color = None
        if box[0] < box[2] and box[1] < box[3]:
            self._painted.append((box, color))

    def _end_path(self, operator: bytes) -> None:
        if self._path:
            box = _bounds(self._path)
            if operator in _FILLS and self._ink.fill_alpha >= LEAST_OPACITY:
                self._paint(box, self._ink.fill)
            if self._is_clipping:
                self._set(clip=_common(self._ink.clip, box))
        self._path = []
        self._is_clipping = False

    def _point(self, operands: list[Any]) -> None:
        numbers = _numbers(operands)
        for x, y in zip(numbers[0::2], numbers[1::2], strict=False):
            self._path.append(_at(self._ink.ctm, x, y))
        del self._path[:-2_000]

    def _rectangle(self, operands: list[Any]) -> None:
        numbers = _numbers(operands)
        if len(numbers) == 4:
            x, y, width, height = numbers
            self._point([x, y, x + width, y, x, y + height, x + width, y + height])

    def _clip(self, _operands: list[Any]) -> None:
        self._is_clipping = True

    def _shade(self, _operands: list[Any]) -> None:
        self._paint(self.page_box, None)

    def _unit_square(self) -> Box:
        return _bounds([_at(self._ink.ctm, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])

    # --- state ---

    def _set(self, **changes: Any) -> None:
        self._ink = replace(self._ink, **changes)

    def _save(self, _operands: list[Any]) -> None:
        if len(self._stack) < 1_000:
            self._stack.append(self._ink)

    def _restore(self, _operands: list[Any]) -> None:
        if self._stack:
            self._ink = self._stack.pop()

    def _transform(self, operands: list[Any]) -> None:
        self._set(ctm=times(_matrix(operands[:6]), self._ink.ctm))

    def _mode(self, operands: list[Any]) -> None:
        numbers = _numbers(operands)
        self._set(mode=int(numbers[0]) if numbers else 0)

    def _font(self, operands: list[Any]) -> None:
        numbers = _numbers(operands)
        if numbers:
            font = _entry(self.resources, "/Font", operands[0])
            # A Type 3 font brings a scale of its own, so its nominal size says nothing.
            is_type3 = font is not None and font.get("/Subtype") == "/Type3"
            self._set(size=numbers[-1], has_own_scale=is_type3)

    def _stretch(self, operands: list[Any]) -> None:
        numbers = _numbers(operands)
        self._set(stretch=numbers[0] / 100 if numbers else 1.0)

    def _fill(self, operands: list[Any]) -> None:
        self._set(fill=_color(operands), is_fill_plain=True)

    def _stroke(self, operands: list[Any]) -> None:
        self._set(stroke=_color(operands), is_stroke_plain=True)

    def _fill_tint(self, operands: list[Any]) -> None:
        self._set(fill=_color(operands) if self._ink.is_fill_plain else None)

    def _stroke_tint(self, operands: list[Any]) -> None:
        self._set(stroke=_color(operands) if self._ink.is_stroke_plain else None)

    def _fill_space(self, operands: list[Any]) -> None:
        is_plain = self._is_plain(operands)
        self._set(fill=BLACK if is_plain else None, is_fill_plain=is_plain)

    def _stroke_space(self, operands: list[Any]) -> None:
        is_plain = self._is_plain(operands)
        self._set(stroke=BLACK if is_plain else None, is_stroke_plain=is_plain)

    def _is_plain(self, operands: list[Any]) -> bool:
        """Say whether numbers in this color space are gray, RGB or CMYK. In a spot color 1 is full ink, not white."""
        name = operands[0] if operands else ""
        if name in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK"):
            return True
        spaces = self.resources.get("/ColorSpace")
        spaces = spaces.get_object() if spaces is not None else None
        if not isinstance(spaces, DictionaryObject) or name not in spaces:
            return False
        space = spaces[name].get_object()
        kind = str(space[0] if isinstance(space, list) and space else space)
        return kind in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/ICCBased", "/CalGray", "/CalRGB")

    def _extended(self, operands: list[Any]) -> None:
        state = _entry(self.resources, "/ExtGState", operands[0] if operands else None)
        if state is None:
            return
        for key, name in (("/ca", "fill_alpha"), ("/CA", "stroke_alpha")):
            value = state.get(key)
            if isinstance(value, (int, float)):
                self._set(**{name: float(value)})
        font = state.get("/Font")
        if isinstance(font, list) and len(font) == 2:
            self._font(list(font))

    def _enter(self, operands: list[Any]) -> None:
        """Go into a form with a graphics state of its own, or remember that a picture was painted here."""
        self._forms.append((self._ink, self._stack, self.resources))
        form = _entry(self.resources, "/XObject", operands[0] if operands else None)
        if form is None:
            return
        if form.get("/Subtype") == "/Image":
            self._paint(self._unit_square(), None)
            return
        self._stack = []
        self._ink = replace(self._ink, ctm=times(_matrix(form.get("/Matrix") or IDENTITY), self._ink.ctm))
        inner = form.get("/Resources")
        inner = inner.get_object() if inner is not None else None
        self.resources = inner if isinstance(inner, DictionaryObject) else self.resources


def _entry(resources: DictionaryObject, group: str, name: object) -> DictionaryObject | None:
    entries = resources.get(group)
    entries = entries.get_object() if entries is not None else None
    if not isinstance(entries, DictionaryObject) or not isinstance(name, str) or name not in entries:
        return None
    found = entries[name].get_object()
    return found if isinstance(found, DictionaryObject) else None


def _color(operands: list[Any]) -> Color | None:
    """Read a color as red, green and blue of 0-1; a pattern or a space of unknown make is None."""
    numbers = [min(1.0, max(0.0, value)) for value in _numbers(operands)]
    if len(numbers) == 1 and len(operands) == 1:
        return (numbers[0], numbers[0], numbers[0])
    if len(numbers) == 3:
        return (numbers[0], numbers[1], numbers[2])
    if len(numbers) == 4:
        c, m, y, k = numbers
        return ((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
    return None


def _differ(one: Color | None, other: Color | None) -> bool:
    if one is None or other is None:
        return True
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > SAME_COLOR


_HANDLERS: dict[bytes, Callable[[VisibleText, list[Any]], None]] = {
    b"q": VisibleText._save,
    b"Q": VisibleText._restore,
    b"cm": VisibleText._transform,
    b"gs": VisibleText._extended,
    b"Tr": VisibleText._mode,
    b"Tf": VisibleText._font,
    b"Tz": VisibleText._stretch,
    b"g": VisibleText._fill,
    b"rg": VisibleText._fill,
    b"k": VisibleText._fill,
    b"sc": VisibleText._fill_tint,
    b"scn": VisibleText._fill_tint,
    b"cs": VisibleText._fill_space,
    b"G": VisibleText._stroke,
    b"RG": VisibleText._stroke,
    b"K": VisibleText._stroke,
    b"SC": VisibleText._stroke_tint,
    b"SCN": VisibleText._stroke_tint,
    b"CS": VisibleText._stroke_space,
    b"m": VisibleText._point,
    b"l": VisibleText._point,
    b"c": VisibleText._point,
    b"v": VisibleText._point,
    b"y": VisibleText._point,
    b"re": VisibleText._rectangle,
    b"W": VisibleText._clip,
    b"W*": VisibleText._clip,
    b"sh": VisibleText._shade,
}
