"""Whatever is sent, the API answers with one of its own refusals, never with a fault of its own."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milo_app.api.v2 import rates
from tests.api.v2.conftest import Site
from tests.api.v2.test_doors import NEEDS

EXPECTED = {200, 400, 401, 403, 404, 405, 422, 431}
WORDS = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.sampled_from(["\x00", "%", "' OR 1=1 --", "0" * 32, "f" * 32, "..", "9" * 30, "-1", "0x10", "é" * 20]),
)
NAMES = ["limit", "starting_after", "search", "created_after", "created_before"]
HEADER = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=120)
JUNK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def escaped(text: str) -> str:
    """Return a text as it stands in an address; dots are escaped too, or the client itself would walk up the path."""
    return quote(text.encode("utf-8", "replace"), safe="").replace(".", "%2E")


@JUNK
@given(path=st.sampled_from(sorted(NEEDS)), where=WORDS, asked=st.dictionaries(st.sampled_from(NAMES), WORDS))
def test_junk_in_paths_and_questions_is_refused(site: Site, path: str, where: str, asked: dict[str, str]) -> None:
    rates.forget()
    query = "&".join(f"{name}={escaped(value)}" for name, value in asked.items())
    for known in (True, False):
        ids = {"posting": site.posting, "interview": site.interview}
        place = path.format(**ids) if known else path.format(posting=escaped(where), interview=escaped(where))
        answer = asyncio.run(site.client.get(f"{place}?{query}", site.key))
        assert answer.status_code in EXPECTED
        assert answer.status_code == 200 or answer.json()["error"]["message"]


@JUNK
@given(key=HEADER, bearer=HEADER)
def test_junk_as_a_key_is_refused(site: Site, key: str, bearer: str) -> None:
    rates.forget()
    answer = asyncio.run(site.client.get("/postings", key.strip(), authorization=f"Bearer {bearer}"))
    assert answer.status_code == 401
