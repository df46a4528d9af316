"""The roles of the demo: a job description each, and the sites that it is advertised for."""

from __future__ import annotations

from milo_app.domain.demo.content import roles_desk, roles_people
from milo_app.domain.demo.content.role import Role

ROLES: tuple[Role, ...] = (*roles_people.ROLES, *roles_desk.ROLES)

__all__ = ["ROLES", "Role"]
