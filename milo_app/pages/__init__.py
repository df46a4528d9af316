"""Pages draw: one module per route, layout only. `add_all` is the site map."""

from __future__ import annotations

import reflex as rx

from milo_app.pages import (
    analytics,
    applications,
    audit,
    branding,
    cohorts,
    compare,
    connections,
    credits,
    enter,
    forgot,
    indexing,
    integrations,
    interviewer_agent,
    interviewer_settings,
    interviewers,
    labels,
    lost,
    mail,
    mailbox,
    my_account,
    notice_settings,
    notifications,
    people,
    plan,
    poster,
    report,
    reset,
    search,
    setup,
    sign_in,
    start,
    team,
    templates,
    wizard,
)
from milo_app.pages.frame import add
from milo_app.pages.public import closed, guest, interview, my_data, personal_link, privacy
from milo_app.state.analytics import Analytics
from milo_app.state.applications import Applications
from milo_app.state.audit import Audit
from milo_app.state.branding import Brand
from milo_app.state.candidates_board import CandidatesBoard
from milo_app.state.candidates_bulk import CandidatesBulk
from milo_app.state.candidates_map import CandidatesMap
from milo_app.state.candidates_saved import CandidateSaved
from milo_app.state.chats import Chats
from milo_app.state.cohorts import CohortPeople, Cohorts
from milo_app.state.compare import Compare
from milo_app.state.connections import Connections
from milo_app.state.credits import Credits
from milo_app.state.door import Door
from milo_app.state.guest import Guest
from milo_app.state.indexing import Indexing
from milo_app.state.integrations import Integrations
from milo_app.state.interviewer_header import Heading
from milo_app.state.interviewer_settings import SettingsTab
from milo_app.state.interviewer_tools import ListTools
from milo_app.state.interviewer_try import Try
from milo_app.state.interviewers import Interviewers
from milo_app.state.label_filter import LabelFilter
from milo_app.state.labels import Labels
from milo_app.state.mailbox import Mail, Mailbox
from milo_app.state.my_account import MyAccount, WorkspaceBlind
from milo_app.state.my_data import MyData
from milo_app.state.notice_settings import NoticeChoices
from milo_app.state.notices import Notices
from milo_app.state.people import People
from milo_app.state.people_twins import PeopleTwins
from milo_app.state.plan import PlanPage
from milo_app.state.push_devices import PushDevices
from milo_app.state.report import Candidate
from milo_app.state.report_twins import ReportTwins
from milo_app.state.required_labels import RequiredLabels
from milo_app.state.scheduling import Scheduling
from milo_app.state.search import Search
from milo_app.state.share import Poster
from milo_app.state.start import Start
from milo_app.state.team import Team
from milo_app.state.templates import Templates
from milo_app.state.test_run import TestRuns
from milo_app.state.visit import Visit
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_sources import WizardSources


def add_all(app: rx.App) -> None:
    """Register every page."""
    add(app, "/sign-in", "Sign in", sign_in.sign_in, [Door.load], is_framed=False)
    add(app, "/forgot", "Forgotten password", forgot.forgot, is_framed=False)
    add(app, "/reset/[link]", "New password", reset.reset, is_framed=False)
    add(app, "/enter/[link]", "Sign in", enter.enter, is_framed=False)
    add(app, "/setup/[link]", "Set up", setup.setup, is_framed=False)
    table = [Interviewers.load, LabelFilter.load, ListTools.load]
    add(app, "/interviewers", "Interviewers", interviewers.interviewers, table)
    add(app, "/interviewers/new", "New interviewer", wizard.new, [Wizard.load_new])
    add(app, "/templates", "Templates", templates.templates, [Templates.load])
    steps = [Wizard.load, WizardSources.load, RequiredLabels.load]
    add(app, "/interviewers/[interviewer_id]/edit", "Edit interviewer", wizard.edit, steps)
    _add_interviewer(app)
    directory = [People.load, PeopleTwins.load, CandidatesBulk.load_directory]
    add(app, "/candidates", "Candidates", people.people, directory)
    opened = [Candidate.load, Scheduling.load, ReportTwins.load]
    add(app, "/candidates/[application_id]", "Candidate", report.report, opened)
    add(app, "/i/me/[link]", "Your interview", personal_link.personal_link, is_framed=False)
    add(app, "/i/closed", "Interview", closed.closed, is_framed=False)
    add(app, "/i/privacy", "Privacy", privacy.privacy, is_framed=False)
    add(app, "/i/my-data", "Your data", my_data.my_data, [MyData.load], is_framed=False)
    add(app, "/i/[workspace_slug]/[slug]", "Interview", interview.interview, [Visit.load], is_framed=False)
    add(app, "/guest/[link]", "Your verdict", guest.guest, [Guest.load], is_framed=False)
    add(app, "/compare", "Compare", compare.compare, [Compare.load])
    add(app, "/cohorts", "Cohorts", cohorts.cohorts, [Cohorts.load])
    add(app, "/cohorts/[cohort_id]", "Cohort", cohorts.cohort, [CohortPeople.load])
    add(app, "/search", "Search", search.search, [Search.load])
    add(app, "/analytics", "Analytics", analytics.analytics, [Analytics.load])
    add(app, "/notifications", "Notifications", notifications.notifications, [Notices.load])
    add(app, "/mailbox", "Mailbox", mailbox.mailbox, [Mailbox.load])
    add(app, "/mailbox/[mail_id]", "Mail", mail.mail, [Mail.load])
    add(app, "/data/labels", "Resource labels", labels.labels, [Labels.load])
    add(app, "/data/indexing", "Data indexing", indexing.indexing, [Indexing.load])
    add(app, "/settings/account", "My account", my_account.my_account, [MyAccount.load])
    steps = [NoticeChoices.load, PushDevices.load, Chats.load]
    add(app, "/settings/notifications", "Notifications", notice_settings.notice_settings, steps)
    add(app, "/settings/connections", "Connections", connections.connections, [Connections.load])
    add(app, "/settings/team", "Team and roles", team.team, [Team.load, WorkspaceBlind.load])
    add(app, "/settings/branding", "Branding", branding.branding, [Brand.load])
    add(app, "/settings/credits", "Credits", credits.credits, [Credits.load])
    add(app, "/settings/audit", "Audit log", audit.audit, [Audit.load])
    add(app, "/", "Start", start.start, [Start.go], is_framed=False)
    add(app, "404", "Not found", lost.lost, is_framed=False)


def _add_interviewer(app: rx.App) -> None:
    """Register the tabs of an interviewer and its poster; each tab loads the head before its own rows."""
    base, head = "/interviewers/[interviewer_id]", [Heading.load]
    views = [Applications.load, CandidatesBoard.load, CandidatesMap.load]
    people = [*head, *views, CandidatesBulk.load, CandidateSaved.load, Integrations.load]
    add(app, base, "Candidates", applications.applications, people)
    add(app, f"{base}/agent", "Agent", interviewer_agent.agent, [*head, Try.load, SettingsTab.load])
    settings_loads = [*head, SettingsTab.load, RequiredLabels.load]
    add(app, f"{base}/settings", "Settings", interviewer_settings.settings, settings_loads)
    add(app, f"{base}/plan", "Version", plan.plan, [*head, PlanPage.load])
    inbound = [*head, Integrations.load, TestRuns.load]
    add(app, f"{base}/integrations", "Integrations", integrations.integrations, inbound)
    add(app, f"{base}/poster", "Poster", poster.poster, [Poster.load], is_framed=False)
