"""Reflex's configuration, read from Milo's settings. The look of the theme is decided here and nowhere else.

`api_url` stays unset on purpose: `milo_app/api/built.py` tells the browser the address at run time.
"""

from typing import Any

import reflex as rx

from milo_app.core.settings import settings

_s = settings()

THEME = {
    "accent_color": "iris",
    "gray_color": "slate",
    "radius": "medium",
    "scaling": "100%",
    "appearance": "inherit",
    "panel_background": "solid",
}

COLORS = ("gray", "slate", "iris", "red", "green", "amber", "orange")
_STYLES = ("tokens/base", *(f"tokens/colors/{color}" for color in COLORS), "components", "utilities")


class LeanTheme(rx.plugins.RadixThemesPlugin):
    """Radix Themes without its whole package in every page.

    Reflex offers each package that a plugin names to components made at run time, and so ships all of it. Milo makes
    none: pages get the parts that they use, which saves candidates about 60 KiB. The package itself is still installed,
    because the theme imports it.
    """

    def get_stylesheet_paths(self, **context: Any) -> tuple[str, ...]:
        """Name the parts of Radix's stylesheet that Milo uses: 7 color scales of 31, which saves about 21 KiB."""
        return tuple(f"@radix-ui/themes/{part}.css" for part in _STYLES)

    def get_frontend_dependencies(self, **context: Any) -> tuple[str, ...]:
        """Name no package."""
        return ()


config = rx.Config(
    app_name="milo_app",
    # One port for everything; binding and printing happen in milo_app/commands/serve.py.
    frontend_port=_s.port,
    backend_port=_s.port,
    backend_host=_s.host,
    cors_allowed_origins=_s.origins,
    trusted_proxy_hops=_s.trusted_proxy_hops,
    transport="websocket",
    redis_url=_s.redis_url or None,
    state_manager_mode="redis" if _s.redis_url else "memory",
    redis_token_expiration=12 * 3600,
    frontend_lazy_bundled_libraries=True,
    frontend_compression_formats=["gzip"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[LeanTheme(theme=rx.theme(**THEME))],
    # A private tool publishes no list of its addresses.
    disable_plugins=[rx.plugins.SitemapPlugin],
)
