"""The permission catalogue: one table for the gate, the services, the API scopes, the role page and the docs.

A permission is `resource:action`. Roles are sets of permissions; nothing is granted by default and `*` does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from milo_app.domain.accounts.models import Role

A, R, V = Role.ADMIN, Role.RECRUITER, Role.VIEWER
ALL = frozenset({A, R, V})
WORKING = frozenset({A, R})
ADMINS = frozenset({A})


@dataclass(frozen=True)
class Permission:
    """A right, what it allows in words, its group on the role page, and the built-in roles that hold it."""

    name: str
    words: str
    group: str
    roles: frozenset[Role]


CATALOGUE: tuple[Permission, ...] = (
    Permission("interviewer:read", "See interviewers and their plans", "Interviewers", ALL),
    Permission("interviewer:create", "Create interviewers", "Interviewers", WORKING),
    Permission("interviewer:update", "Edit interviewers", "Interviewers", WORKING),
    Permission("interviewer:archive", "Archive, unarchive and extend", "Interviewers", WORKING),
    Permission("interviewer:delete", "Delete an interviewer", "Interviewers", ADMINS),
    Permission("interviewer:budget", "Change budget and deadline", "Interviewers", WORKING),
    Permission("candidate:read", "See candidates", "Candidates", ALL),
    Permission("candidate:read_contact", "See e-mail and phone", "Candidates", WORKING),
    Permission("candidate:create", "Add and invite candidates", "Candidates", WORKING),
    Permission("candidate:update", "Edit and merge candidates", "Candidates", WORKING),
    Permission("candidate:decide", "Shortlist and dismiss", "Candidates", WORKING),
    Permission("candidate:export", "Download and export", "Candidates", WORKING),
    Permission("candidate:delete", "Delete a person's data", "Candidates", ADMINS),
    Permission("candidate:anonymize", "Anonymize a person", "Candidates", ADMINS),
    Permission("candidate:read_demographics", "See demographic totals", "Candidates", ADMINS),
    Permission("application:read", "Read answers and scores", "Results", ALL),
    Permission("application:media", "Play and download recordings and files", "Results", WORKING),
    Permission("application:rescore", "Score again", "Results", WORKING),
    Permission("application:override_score", "Override a score", "Results", WORKING),
    Permission("note:write", "Write notes and ratings", "Results", WORKING),
    Permission("ai_settings:manage", "Change AI settings", "AI", ADMINS),
    Permission("knowledge_base:manage", "Edit the knowledge base", "AI", WORKING),
    Permission("outreach:send_email", "Send e-mail", "Outreach", WORKING),
    Permission("outreach:send_sms", "Send texts", "Outreach", WORKING),
    Permission("outreach:call", "Start calls", "Outreach", WORKING),
    Permission("outreach:blast", "Contact more than 50 people at once", "Outreach", WORKING),
    Permission("template:read", "See templates", "Outreach", ALL),
    Permission("template:manage", "Edit templates", "Outreach", WORKING),
    Permission("branding:manage", "Change branding", "Outreach", ADMINS),
    Permission("domain:manage", "Manage sender and custom domains", "Outreach", ADMINS),
    Permission("phone_number:manage", "Manage phone numbers", "Outreach", ADMINS),
    Permission("integration:read", "See integrations", "Workspace", ALL),
    Permission("integration:manage", "Connect and configure integrations", "Workspace", ADMINS),
    Permission("integration:push", "Send results to an ATS", "Workspace", WORKING),
    Permission("api_key:manage", "Manage API keys", "Workspace", ADMINS),
    Permission("webhook:manage", "Manage webhooks", "Workspace", ADMINS),
    Permission("label:read", "See labels", "Workspace", ALL),
    Permission("label:manage", "Manage labels", "Workspace", WORKING),
    Permission("search:reindex", "Rebuild the search index", "Workspace", ADMINS),
    Permission("analytics:read", "See analytics", "Analytics", ALL),
    Permission("spend:read", "See spend and credits", "Analytics", WORKING),
    Permission("billing:read", "See billing", "Workspace", ADMINS),
    Permission("billing:manage", "Change billing", "Workspace", ADMINS),
    Permission("user:read", "See the team", "Workspace", ALL),
    Permission("user:invite", "Invite people", "Workspace", ADMINS),
    Permission("user:manage", "Change and remove people", "Workspace", ADMINS),
    Permission("role:manage", "Manage roles", "Workspace", ADMINS),
    Permission("compliance:manage", "Retention, data requests and reports", "Workspace", ADMINS),
    Permission("audit:read", "Read the audit log", "Workspace", ADMINS),
)

NAMES = frozenset(permission.name for permission in CATALOGUE)


def granted(role: Role) -> frozenset[str]:
    """Return the permissions of a built-in role."""
    return frozenset(permission.name for permission in CATALOGUE if role in permission.roles)
