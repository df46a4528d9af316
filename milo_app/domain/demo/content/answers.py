"""Answers of different quality, put together from the parts of `stories`, with the words of a family of jobs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from milo_app.domain.demo.content.stories import GENERAL, THEMES, Theme

STRONG, FAIR, WEAK, EVASIVE = "strong", "fair", "weak", "evasive"


@dataclass(frozen=True)
class Family:
    """The words of a family of jobs."""

    who: tuple[str, ...]
    place: tuple[str, ...]
    thing: tuple[str, ...]
    tool: tuple[str, ...]


FAMILIES: dict[str, Family] = {
    "retail": Family(
        ("a customer", "an elderly customer", "a father with two children", "a regular customer"),
        ("the till area", "the kitchenware floor", "the fitting rooms", "our store"),
        ("a delivered sofa", "an exchange without a receipt", "the weekend promotion", "the click and collect orders"),
        ("the till system", "the stock app", "our handheld scanner"),
    ),
    "support": Family(
        ("a customer", "a restaurant owner", "a customer on the phone", "a long-time user"),
        ("the chat queue", "the second line", "our help desk", "the late shift"),
        ("a missing refund", "a double charge", "the new app version", "a delivery that never came"),
        ("Zendesk", "the ticket system", "our knowledge base"),
    ),
    "care": Family(
        ("a resident", "a daughter of a resident", "a new patient", "a client at home"),
        ("the second floor", "the ward", "our home", "the night shift"),
        ("the medication round", "the handover", "a care plan", "the breakfast round"),
        ("the care record", "the electronic chart", "the handover book"),
    ),
    "engineering": Family(
        ("a product manager", "a team that used our service", "an operations colleague", "a large customer"),
        ("the checkout", "the order service", "our data warehouse", "the nightly job"),
        ("the payment import", "the search index", "a slow report", "the old login"),
        ("Grafana", "a notebook", "our tracing tool", "a small benchmark"),
    ),
    "sales": Family(
        ("a restaurant owner", "a purchasing manager", "the owner of six shops", "a hotel group"),
        ("my region", "the outbound team", "the mid-market desk", "my book of accounts"),
        ("a renewal", "a quote", "the spring campaign", "a pilot"),
        ("Salesforce", "HubSpot", "my call sheet"),
    ),
    "warehouse": Family(
        ("a driver", "a store manager", "a customer at the door", "the next shift"),
        ("aisle 14", "the loading bay", "the packing line", "the returns area"),
        ("a mixed pallet", "the evening truck", "a wrong count", "{big} parcels for one route"),
        ("the scanner", "the warehouse system", "the shift board"),
    ),
    "office": Family(
        ("a visitor", "a supplier", "our finance team", "one of the managers"),
        ("the front office", "the purchasing desk", "the Denver office", "the archive"),
        ("a travel booking", "a late invoice", "the supplier contract", "the yearly event"),
        ("Excel", "SAP", "the shared calendar"),
    ),
}
_MATES = (
    "Sam",
    "a new colleague",
    "my shift partner",
    "Ines from the other team",
    "a colleague",
    "Tariq",
    "my trainee",
)
_WHENS = (
    "Last spring",
    "Two years ago",
    "In December",
    "Last month",
    "On a Friday evening",
    "In my first year",
    "During the summer sale",
    "Last winter",
    "About a year ago",
    "On a Monday morning",
)
_PLAIN = (
    "In my last job we had {thing}, and I helped to sort it out.",
    "I worked in {place} for {n} years, so I have seen this quite often.",
    "There was a day with {thing} when I had to step in.",
    "Once {who} needed {thing} quickly.",
)
_PLAIN_ACTS = (
    "I talked with {who} and then checked {tool}.",
    "I asked my supervisor and followed what was agreed.",
    "I took my time and explained what I could do.",
    "I helped {mate} until it was done.",
    "I started with the most urgent part.",
    "I wrote it down and told the next shift.",
)
_PLAIN_ENDS = (
    "It went fine in the end.",
    "After that it was better.",
    "They were happy with it, I think.",
    "It took about {m} minutes.",
    "We were a bit late, but it was done.",
)
_GENERIC = (
    "I am a hard worker and a team player.",
    "I always give my best and stay positive.",
    "Communication is very important to me.",
    "I have strong people skills and I learn fast.",
    "I believe that every situation is different and you have to be flexible.",
    "I am very motivated and reliable.",
    "I enjoy working with people and I handle pressure well.",
    "For me quality is essential, so I try to do everything right.",
    "I treat everyone with respect, whatever happens.",
    "In general I stay calm and find a solution.",
)
_EVASIVE = (
    "I can't think of an example right now.",
    "Not sure, it never happened to me.",
    "I would rather not talk about that.",
    "See my resume please.",
    "I don't know, it depends.",
    "n/a",
    "Nothing comes to mind, but I would handle it.",
    "Hard to say. Next question please.",
)
_SHORT_FOLLOW_UPS = (
    "About {m} minutes, I think.",
    "I told my supervisor and that was it.",
    "There were {n} of us.",
    "I would do the same again.",
    "It was fine for everybody.",
)


@lru_cache(maxsize=4096)
def theme_of(criterion: str, question: str) -> Theme:
    """Return the theme that the criterion names most, else the one that the question names, else the general one."""
    for text in (criterion, question):
        for theme in THEMES:
            if theme.pattern.search(text):
                return theme
    return GENERAL


def answer(rng: random.Random, quality: str, family: str, criterion: str, question: str, keywords: list[str]) -> str:
    """Return an answer of one of the four qualities to a question with this criterion."""
    words = FAMILIES.get(family, FAMILIES["office"])
    theme = theme_of(criterion, question)
    if quality == EVASIVE:
        return rng.choice(_EVASIVE)
    if quality == WEAK:
        parts = rng.sample(_GENERIC, rng.choice((1, 2, 2, 3)))
        if rng.random() < 0.35:
            parts.append(rng.choice(_PLAIN_ENDS))
    elif quality == FAIR:
        own = rng.random() < 0.6
        parts = [rng.choice(theme.begins if own else _PLAIN)]
        parts += _ordered(rng, theme.acts, rng.choice((1, 2))) if own else [rng.choice(_PLAIN_ACTS)]
        parts.append(rng.choice(theme.ends if rng.random() < 0.35 else _PLAIN_ENDS))
        if rng.random() < 0.3:
            parts.append(rng.choice(_GENERIC))
    else:
        parts = [rng.choice(theme.begins), *_ordered(rng, theme.acts, rng.choice((3, 4, 4, 5)))]
        if keywords and rng.random() < 0.5:
            parts.append(_with_keywords(rng, keywords))
        parts.append(rng.choice(theme.ends))
    return _told(rng, parts, words)


def follow_up(rng: random.Random, quality: str, family: str, criterion: str, question: str) -> str:
    """Return the reply to a follow-up question."""
    words = FAMILIES.get(family, FAMILIES["office"])
    theme = theme_of(criterion, question)
    if quality == STRONG:
        parts = [rng.choice(theme.details)]
        if rng.random() < 0.4:
            parts.append(rng.choice(theme.ends))
    elif quality == FAIR:
        parts = [rng.choice((*theme.details, *_SHORT_FOLLOW_UPS))]
    elif quality == WEAK:
        parts = [rng.choice((*_GENERIC, *_SHORT_FOLLOW_UPS))]
    else:
        parts = [rng.choice(_EVASIVE)]
    return _told(rng, parts, words)


def _ordered(rng: random.Random, acts: tuple[str, ...], count: int) -> list[str]:
    return [acts[at] for at in sorted(rng.sample(range(len(acts)), min(count, len(acts))))]


def _with_keywords(rng: random.Random, keywords: list[str]) -> str:
    chosen = rng.sample(keywords, min(3, len(keywords)))
    listed = ", ".join(chosen[:-1]) + (" and " if len(chosen) > 1 else "") + chosen[-1]
    return rng.choice(
        (
            f"What I checked at every step, {{n}} times that week: {listed}.",
            f"I noted afterwards what had made the difference: {listed}.",
        )
    )


def _told(rng: random.Random, parts: list[str], words: Family) -> str:
    values = {
        "who": rng.choice(words.who),
        "place": rng.choice(words.place),
        "thing": rng.choice(words.thing),
        "tool": rng.choice(words.tool),
        "mate": rng.choice(_MATES),
        "when": rng.choice(_WHENS),
        "n": str(rng.randint(2, 9)),
        "m": str(rng.choice((10, 12, 15, 20, 25, 30, 40, 45))),
        "big": str(rng.choice((18, 24, 30, 42, 60, 75, 120, 180, 240))),
        "pc": str(rng.choice((12, 15, 18, 20, 25, 30, 35, 40))),
    }
    text = " ".join(parts)
    for _ in range(2):  # a thing may hold a number of its own
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
    return _sentence_case(text)


def _sentence_case(text: str) -> str:
    made = []
    for sentence in text.split(". "):
        made.append(sentence[:1].upper() + sentence[1:])
    return ". ".join(made)
