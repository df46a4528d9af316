"""Makes the sound for new notifications: two soft notes, computed here and copied from nobody.

Run by hand when it is to sound otherwise: `.venv/bin/python -m milo_app.commands.chime`.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

from milo_app.core.settings import ROOT

PLACE = ROOT / "assets" / "sounds" / "notice.wav"
RATE = 22_050
NOTES = ((0.00, 659.26), (0.11, 987.77))
"""When each begins in seconds, and its pitch in Hz: a fifth upwards, E5 and B5."""
LENGTH_S = 0.55


def samples() -> list[int]:
    """Return the sound as 16 bit numbers."""
    found = []
    for index in range(int(RATE * LENGTH_S)):
        at = index / RATE
        value = sum(_note(at - begin, pitch) for begin, pitch in NOTES)
        found.append(int(max(-1.0, min(1.0, value)) * 32_767))
    return found


def _note(at: float, pitch: float) -> float:
    """Return one note at a time after its beginning: a quick start, a long end, a little of the octave."""
    if at < 0:
        return 0.0
    loud = min(1.0, at / 0.008) * math.exp(-at * 9.0)
    return 0.22 * loud * (math.sin(2 * math.pi * pitch * at) + 0.25 * math.sin(4 * math.pi * pitch * at))


def write(place: Path = PLACE) -> None:
    """Write the sound."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(place), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", one) for one in samples()))


if __name__ == "__main__":
    write()
