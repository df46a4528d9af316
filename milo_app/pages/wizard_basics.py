"""The step "Basics": the role and its link, who asks, what it may say, where candidates go afterwards."""

from __future__ import annotations

import reflex as rx

from milo_app.components.forms import field, fieldset, text_input
from milo_app.components.primitives import muted, stack, title
from milo_app.pages.agent_fields import knowledge_fields, link_fields, role_fields, who_fields
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_review import WizardReview as R


def basics_step() -> rx.Component:
    """Draw the step."""
    return stack(
        stack(title("Basics", 1), muted("What the role is called, where its link leads, and who asks."), gap=4),
        fieldset("The role", role_fields(), _link_name()),
        fieldset("The interviewer", who_fields()),
        fieldset(
            "What it knows",
            knowledge_fields(),
            help="Facts for candidates stand here. The job description itself is never read out.",
        ),
        fieldset("Links", link_fields()),
        gap=28,
    )


def _link_name() -> rx.Component:
    return field(
        "Link name",
        text_input("slug", R.slug, R.type_slug, mono=True, error=rx.cond(R.slug_ok, "", R.slug_note), wait=350),
        for_="slug",
        help=rx.cond(
            R.slug_note != "",
            R.slug_note,
            rx.cond(R.slug != "", Wizard.workspace_path + R.slug, "Made from the title."),
        ),
        error=rx.cond(R.slug_ok, "", R.slug_note),
    )
