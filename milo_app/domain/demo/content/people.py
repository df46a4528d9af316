"""Names of many cultures, put together at random: nobody here exists. Addresses and numbers are kept for examples."""

from __future__ import annotations

import random
from dataclasses import dataclass

from milo_app.core.text import slugify
from milo_app.domain.demo.content.homes import home_of


@dataclass(frozen=True)
class Culture:
    """Given and family names that go together, the zones people of a demo live in, and how often they appear."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    zones: tuple[str, ...]
    share: int
    family_first: bool = False


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


US = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
UK = ("Europe/London",)
EU = ("Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Amsterdam", "Europe/Warsaw")

CULTURES: tuple[Culture, ...] = (
    Culture(
        _names(
            "Emma Liam Olivia Noah Ava Ethan Mia Lucas Grace Henry Ella Owen Chloe Jack Ruby Caleb Hazel Wyatt Nora"
        ),
        _names(
            "Carter Bennett Hughes Foster Walsh Parker Brooks Sutton Doyle Hayes Marsh Lowell Whitaker Pruitt Calder"
        ),
        (*US, *UK),
        24,
    ),
    Culture(
        _names("Jasmine Malik Imani Andre Aaliyah Darius Kiara Terrence Ebony Marcus Nia Jalen Simone Devon Tasha"),
        _names("Coleman Banks Rivers Dawson Booker Gaines Tolliver Mayfield Beckford Pryce Hollis Latimer"),
        (*US, *UK),
        12,
    ),
    Culture(
        _names("Sofia Mateo Valentina Diego Camila Andrés Lucía Javier Elena Rafael Paula Hugo Marisol Tomás Inés"),
        _names("García Romero Delgado Fuentes Navarro Ortega Salazar Cordero Vega Montero Quintana Arroyo"),
        (*US, "Europe/Madrid", "America/Mexico_City"),
        16,
    ),
    Culture(
        _names("Priya Arjun Ananya Rohan Meera Vikram Kavya Sanjay Divya Nikhil Isha Rahul Sneha Aditya Lakshmi"),
        _names("Sharma Patel Reddy Iyer Menon Kapoor Nair Desai Banerjee Chopra Kulkarni Pillai"),
        ("Asia/Kolkata", *UK, "America/Toronto"),
        12,
    ),
    Culture(
        _names("Wei Mei Jun Xiu Lin Hao Yan Jing Bo Ling Fang Cheng"),
        _names("Chen Zhang Liu Wang Huang Zhao Wu Zhou Xu Sun Ma Guo"),
        ("Asia/Singapore", "America/Los_Angeles", "America/Toronto"),
        8,
        True,
    ),
    Culture(
        _names("Fatima Omar Layla Yusuf Amina Karim Noor Hassan Salma Tariq Rania Bilal Zainab Samir"),
        _names("Haddad Khalil Mansour Rahman Nasser Aziz Farouk Saleh Hamdan Qureshi Siddiqui Darwish"),
        ("Europe/Paris", *UK, "America/Chicago"),
        9,
    ),
    Culture(
        _names("Chiamaka Kwame Ngozi Kofi Adaeze Tunde Amara Emeka Zola Thabo Wanjiru Sipho"),
        _names("Okafor Mensah Adeyemi Boateng Nwosu Asante Mwangi Dlamini Okoro Abiola Kamau"),
        (*UK, "Africa/Lagos", "America/New_York"),
        8,
    ),
    Culture(
        _names("Anna Jakub Zuzanna Piotr Kasia Marek Olena Andriy Daria Tomasz Milan Ivana Petra"),
        _names("Kowalska Nowicki Wójcik Zielińska Shevchuk Bondar Novák Horváth Petrović Marković Dvořák"),
        ("Europe/Warsaw", *UK, "Europe/Berlin"),
        9,
    ),
    Culture(
        _names("Lena Jonas Marie Felix Clara Anton Greta Emil Pauline Théo Camille Louis Margaux Bram Saskia"),
        _names("Becker Vogel Lindner Keller Dubois Moreau Lambert Visser Bakker Jansen Fournier Brandt"),
        EU,
        9,
    ),
    Culture(
        _names("Minh Linh Thao Duc Hanh Quang Trang Bao Mai Khoa Thuy"),
        _names("Nguyen Tran Pham Vo Dang Bui Do Hoang Ngo"),
        ("America/Los_Angeles", "Asia/Singapore", "Australia/Sydney"),
        5,
    ),
    Culture(
        _names("Jisoo Minjun Hana Seojun Yuna Haruto Sakura Kenji Aiko Ren"),
        _names("Kim Park Choi Jung Tanaka Mori Ishii Kato Yoon Shimizu"),
        ("Asia/Singapore", "America/Los_Angeles", "Australia/Sydney"),
        4,
    ),
    Culture(
        _names("Maria Jose Angelica Ramon Luz Rowena Jomar Aileen Dante Cherry"),
        _names("Santos Reyes Bautista Villanueva Aquino Dizon Manalo Pascual"),
        ("Asia/Manila", "America/Los_Angeles"),
        6,
    ),
    Culture(
        _names("Elif Emre Zeynep Can Leyla Deniz Niamh Cian Aoife Oisín Ingrid Lars Freja Mikko"),
        _names("Yılmaz Demir Kaya Byrne Gallagher Keane Berg Lund Holm Virtanen Doherty Arslan"),
        ("Europe/Dublin", "Europe/Berlin", "Europe/Amsterdam"),
        7,
    ),
)
_SHARES = [culture.share for culture in CULTURES]
_AREAS = (202, 206, 212, 214, 303, 312, 404, 415, 503, 512, 602, 612, 617, 646, 702, 713, 720, 813, 901, 917)


@dataclass(frozen=True)
class Face:
    """Somebody who does not exist."""

    name: str
    email: str
    phone: str
    tz: str
    home: str = ""
    """Where this person lives, as the resume says it: "Newark, NJ"."""


def face(rng: random.Random, number: int) -> Face:
    """Make up a person; `number` makes the address unique. The number lies in the range that is kept for fiction."""
    culture = rng.choices(CULTURES, weights=_SHARES)[0]
    given, family = rng.choice(culture.given), rng.choice(culture.family)
    name = f"{family} {given}" if culture.family_first and rng.random() < 0.4 else f"{given} {family}"
    mailbox = f"{slugify(given, 20)}.{slugify(family, 20)}{number}"
    phone = f"+1{rng.choice(_AREAS)}55501{rng.randrange(100):02d}" if rng.random() < 0.86 else ""
    tz = rng.choice(culture.zones)
    return Face(name, f"{mailbox}@example.com", phone, tz, home_of(tz, number))
