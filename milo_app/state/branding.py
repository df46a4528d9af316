"""Settings, Branding: the company's colour and logo."""

from __future__ import annotations

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.domain.accounts import branding
from milo_app.state.access import call, look, me
from milo_app.state.brand_colors import readable
from milo_app.state.policy import requires, signed_in


class Brand(rx.State):
    """The page."""

    company: str = ""
    color: str = ""
    is_readable: bool = True
    logo_href: str = ""
    error: str = ""
    may_change: bool = False
    is_loading: bool = True

    @rx.event
    @signed_in
    async def load(self):
        """Read how the company looks."""
        self.may_change = me().actor.can("branding:manage")
        if self.may_change:
            self._show(await look(branding.branding))
        self.error = ""
        self.is_loading = False

    @rx.event
    @requires("branding:manage")
    async def save(self, form: dict[str, str]):
        """Keep another colour."""
        try:
            await call(branding.set_color, form.get("color", ""))
        except Invalid as problem:
            self.error = problem.sentence()
            return None
        self.error = ""
        self._show(await look(branding.branding))
        return rx.toast.success("Saved.")

    @rx.event
    @requires("branding:manage")
    async def logo_came(self, logo: str, name: str):
        """Show the logo that was uploaded just now."""
        self._show(await look(branding.branding))

    @rx.event
    @requires("branding:manage")
    async def remove_logo(self):
        """Go without a logo."""
        await call(branding.remove_logo)
        self._show(await look(branding.branding))
        return rx.toast.success("The logo was removed.")

    def _show(self, found: branding.Branding) -> None:
        self.company, self.color = found.name, found.color
        self.is_readable = bool(readable(found.color))
        self.logo_href = f"/api/branding/logo/{found.logo}" if found.logo else ""
