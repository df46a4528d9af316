"""What people write after an interview, why a team dismisses somebody, and why an evaluation is pending."""

from __future__ import annotations

COMMENTS: dict[int, tuple[str, ...]] = {
    5: (
        "Clear questions, and I could stop and go on later.",
        "Much less stressful than a phone call.",
        "I did it on the bus in 15 minutes. Thank you.",
        "Good that a person reads it in the end.",
        "The follow-up questions made me remember details.",
        "Very smooth on my phone.",
    ),
    4: (
        "Nice, but I would have liked to know how many questions come.",
        "Good. Uploading the resume took two tries.",
        "Fine overall, one question was very long.",
        "Easy to use. I prefer talking to writing.",
    ),
    3: (
        "OK. Some questions were similar.",
        "It was fine, but rather impersonal.",
        "I was not sure how much to write.",
    ),
    2: (
        "Too many questions for this kind of job.",
        "The follow-ups repeated what I had said.",
    ),
    1: ("I would rather speak with a person.", "My first text was too long and I had to shorten it."),
}
STARS = (5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1)
DISMISS_REASONS = (
    "Not available for the shifts",
    "Little relevant experience",
    "Answers too general",
    "Position filled",
    "Moved to another opening",
    "",
    "",
)
PENDING_REASONS = (
    "The model endpoint did not answer within 60 seconds.",
    "The model endpoint said that the quota is used up (429).",
    "The reply of the model did not have the agreed form, three times.",
)
