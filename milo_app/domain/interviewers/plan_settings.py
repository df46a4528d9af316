"""Root-level settings of a plan: what the interviewer knows and says beside its questions (product.md 4.4).

They are part of the plan, so they are frozen with each version: a candidate keeps what was in force at the start.
"""

from __future__ import annotations

from enum import Enum
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

MOST_TEXT = 10_000
MOST_METADATA = 50
LONGEST_KEY = 40
LONGEST_VALUE = 500


class Delivery(str, Enum):
    """How an overview reaches the candidate."""

    EXACT = "exact_delivery"
    SUMMARY = "summarized_delivery"
    REFERENCE = "reference_only"
    SILENT = "silent_reference"


class Tone(str, Enum):
    """How the interviewer sounds."""

    WARM = "warm"
    NEUTRAL = "neutral"
    FORMAL = "formal"


class Overview(BaseModel):
    """A text about the company, the job or the process. `silent_reference` is never said to anybody."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(default="", max_length=MOST_TEXT)
    delivery: Delivery = Delivery.EXACT


class RootSettings(BaseModel):
    """What holds for the whole interview."""

    model_config = ConfigDict(extra="forbid")

    instructions: str = Field(
        default="", max_length=MOST_TEXT, description="How to lead the interview; never shown to candidates."
    )
    company: Overview = Field(default_factory=Overview)
    job: Overview = Field(default_factory=Overview)
    process: Overview = Field(default_factory=Overview)
    tone: Tone = Tone.WARM
    opening: str = Field(default="", max_length=1000, description="The first words; empty: Milo's own.")
    redirect_url: str = Field(default="", max_length=500, description="Where a candidate goes after the last stage.")
    scheduling_url: str = Field(default="", max_length=500, description="The calendar for people who are shortlisted.")
    metadata: dict[str, str] = Field(default_factory=dict, description="For programs; read through the API.")

    @field_validator("redirect_url", "scheduling_url")
    @classmethod
    def _https(cls, value: str) -> str:
        text = value.strip()
        if not text:
            return ""
        parts = urlsplit(text)
        if parts.scheme != "https" or not parts.hostname or parts.username is not None or "\\" in text:
            raise ValueError("the address must be a whole https:// link")
        if any(ch.isspace() or ord(ch) < 32 for ch in text):
            raise ValueError("the address holds a space or a line break")
        return text

    @field_validator("metadata")
    @classmethod
    def _small(cls, value: dict[str, str]) -> dict[str, str]:
        if len(value) > MOST_METADATA:
            raise ValueError(f"at most {MOST_METADATA} keys fit")
        for key, text in value.items():
            if not key or len(key) > LONGEST_KEY:
                raise ValueError(f"a key has 1 to {LONGEST_KEY} characters")
            if len(text) > LONGEST_VALUE:
                raise ValueError(f"a value has at most {LONGEST_VALUE} characters")
        return value


class TagFormat(str, Enum):
    """What a tag holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    OPTION = "option"


class TagPlan(BaseModel):
    """Something to take from the answers of an interview; for information, it never changes a score."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=60)
    instructions: str = Field(default="", max_length=500, description="What to look for.")
    format: TagFormat = TagFormat.TEXT
    options: list[str] = Field(default_factory=list, max_length=20)
