"""The public API as an application of its own, mounted at /api/v2: its failures have their own shape."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from milo_app.api.v2 import catalogue, interviews, postings
from milo_app.api.v2.failures import answer_failures
from milo_app.api.v2.postings import PLACE

__all__ = ["PLACE", "make_v2"]


class Stamped:
    """Puts the headers of every answer on it: how much of the rate is left, and that nothing may be kept in between."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its answer."""
        state = scope.setdefault("state", {})

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = "no-store"
                if "rate" in state:
                    headers.update(state["rate"].headers())
            await send(message)

        await self.inner(scope, receive, stamped)


def make_v2() -> FastAPI:
    """Return the public API. It sets no cookies, reads none, and allows no other site's pages (no CORS)."""
    api = FastAPI(
        title="Milo API", version="2", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    for part in (catalogue, postings, interviews):
        api.include_router(part.router)
    answer_failures(api)
    api.add_middleware(Stamped)
    return api
