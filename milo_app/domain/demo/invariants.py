"""What must hold in every database, as queries that count what breaks it: for tests of both writers and `doctor`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from milo_app.core.work import Work


@dataclass(frozen=True)
class Broken:
    """A rule that does not hold, and for how many rows."""

    rule: str
    rows: int


_IN_PROGRESS_CACHE = {
    "sqlite": "(json_extract(a.progress, '$.\"' || r.stage_id || '\".{0}'))",
    "postgresql": "(a.progress -> (r.stage_id::text) ->> '{0}')",
}

RULES: tuple[tuple[str, str], ...] = (
    (
        "A label's value belongs to a label and an interviewer of its own workspace",
        """SELECT count(*) FROM label_assignment l LEFT JOIN label_definition d ON d.id = l.definition_id
            LEFT JOIN interviewer i ON i.id = l.interviewer_id WHERE l.workspace_id = :workspace
            AND (d.id IS NULL OR i.id IS NULL OR d.workspace_id <> l.workspace_id OR i.workspace_id <> l.workspace_id
            OR l.value = '' OR l.value_key = '')""",
    ),
    (
        "The score that lists sort by is the score, or -1",
        "SELECT count(*) FROM application a WHERE a.workspace_id = :workspace"
        " AND a.score_sort <> coalesce(a.score, -1)",
    ),
    (
        "A state has the moments that belong to it",
        """SELECT count(*) FROM application a WHERE a.workspace_id = :workspace AND NOT (
            (a.state = 'pending' AND a.completed_at IS NULL)
            OR (a.state IN ('in_progress', 'knocked_out') AND a.started_at IS NOT NULL AND a.completed_at IS NULL)
            OR (a.state IN ('evaluating', 'completed') AND a.started_at IS NOT NULL AND a.completed_at IS NOT NULL))""",
    ),
    (
        "Who is disqualified was stopped by a rule, and nobody else",
        "SELECT count(*) FROM application a WHERE a.workspace_id = :workspace"
        " AND (a.state = 'knocked_out') <> (a.knocked_out_by <> '')",
    ),
    (
        "Moments follow each other",
        """SELECT count(*) FROM application a WHERE a.workspace_id = :workspace AND (a.started_at < a.invited_at
            OR a.completed_at < a.started_at OR a.engaged_at < coalesce(a.completed_at, a.started_at, a.invited_at))""",
    ),
    (
        "A score is there only once an evaluation is done, and that only at the end",
        """SELECT count(*) FROM application a WHERE a.workspace_id = :workspace AND (
            (a.evaluation = 'done' AND a.state NOT IN ('completed', 'knocked_out'))
            OR (a.evaluation = 'none' AND a.state IN ('evaluating', 'completed'))
            OR (a.evaluation = 'pending' AND a.evaluation_reason = ''))""",
    ),
    (
        "A decision has a moment, and stars are 1 to 5",
        """SELECT count(*) FROM application a WHERE a.workspace_id = :workspace AND (
            (a.decision <> 'none' AND a.decided_at IS NULL) OR a.csat NOT BETWEEN 1 AND 5)""",
    ),
    (
        "An application answers a version of its own interviewer",
        """SELECT count(*) FROM application a JOIN interviewer_version v ON v.id = a.version_id
            WHERE a.workspace_id = :workspace
            AND (v.interviewer_id <> a.interviewer_id OR v.workspace_id <> a.workspace_id)""",
    ),
    (
        "The directory has everybody with an application once, with the latest one and the best score",
        """SELECT count(*) FROM (SELECT a.candidate_id, count(*) AS number, max(a.score_sort) AS best,
            max(a.engaged_at) AS latest FROM application a JOIN candidate c ON c.id = a.candidate_id
            WHERE a.workspace_id = :workspace AND NOT a.is_test AND NOT c.is_test AND c.erased_at IS NULL
            GROUP BY a.candidate_id) found
            LEFT JOIN person_totals t ON t.candidate_id = found.candidate_id
            WHERE t.candidate_id IS NULL OR t.interviews <> found.number OR t.score <> found.best
            OR t.engaged_at <> found.latest""",
    ),
    (
        "A person belongs to the workspace of their application",
        """SELECT count(*) FROM application a LEFT JOIN candidate c ON c.id = a.candidate_id
            WHERE a.workspace_id = :workspace AND (c.id IS NULL OR c.workspace_id <> a.workspace_id)""",
    ),
    (
        "A stage run belongs to its application's interviewer and version",
        """SELECT count(*) FROM stage_run r JOIN application a ON a.id = r.application_id
            JOIN stage s ON s.id = r.stage_id WHERE a.workspace_id = :workspace
            AND (r.interviewer_id <> a.interviewer_id
            OR r.workspace_id <> a.workspace_id OR r.kind <> s.kind
            OR (r.attempt = a.attempt AND s.version_id <> a.version_id))""",
    ),
    (
        "A stage run has the moments that belong to its state",
        """SELECT count(*) FROM stage_run a WHERE a.workspace_id = :workspace AND NOT (
            (a.state = 'not_started' AND a.started_at IS NULL AND a.completed_at IS NULL)
            OR (a.state = 'in_progress' AND a.started_at IS NOT NULL AND a.completed_at IS NULL)
            OR (a.state IN ('completed', 'knocked_out') AND a.started_at IS NOT NULL AND a.completed_at IS NOT NULL
                AND a.completed_at >= a.started_at))""",
    ),
    (
        "The progress that lists show equals the stage runs",
        """SELECT count(*) FROM stage_run r JOIN application a ON a.id = r.application_id AND a.attempt = r.attempt
            WHERE a.workspace_id = :workspace AND (coalesce({state}, '') <> r.state
            OR coalesce(CAST({score} AS integer), -1) <> coalesce(r.score, -1))""",
    ),
    (
        "Who finished has finished every stage of the version",
        """SELECT count(*) FROM application a WHERE a.workspace_id = :workspace
            AND a.state IN ('evaluating', 'completed')
            AND (SELECT count(*) FROM stage s WHERE s.version_id = a.version_id) <> (SELECT count(*) FROM stage_run r
                WHERE r.application_id = a.id AND r.attempt = a.attempt AND r.state = 'completed')""",
    ),
    (
        "An answer belongs to its run's application, and to a question of its stage",
        """SELECT count(*) FROM answer a JOIN stage_run r ON r.id = a.stage_run_id
            JOIN question q ON q.id = a.question_id
            WHERE a.workspace_id = :workspace AND (a.application_id <> r.application_id OR q.stage_id <> r.stage_id
            OR a.answered_at < a.asked_at)""",
    ),
    (
        "Evidence is the words of its answer, at its place",
        """SELECT count(*) FROM evidence e JOIN answer a ON a.id = e.answer_id WHERE a.workspace_id = :workspace
            AND substr(a.body, e.start + 1, e."end" - e.start) <> e.quote""",
    ),
    (
        "A stage run has at most one current evaluation",
        """SELECT count(*) FROM (SELECT a.stage_run_id FROM evaluation a WHERE a.workspace_id = :workspace
            AND a.is_current GROUP BY a.stage_run_id HAVING count(*) > 1) twice""",
    ),
    (
        "The figures of an interviewer equal a recount of its applications",
        """SELECT count(*) FROM interviewer_totals t LEFT JOIN (SELECT a.interviewer_id, count(*) AS invited,
            count(a.started_at) AS started, count(a.completed_at) AS completed, count(a.score) AS scored,
            coalesce(sum(a.score), 0) AS score_sum, count(a.csat) AS csat_count, coalesce(sum(a.csat), 0) AS csat_sum,
            sum(CASE WHEN a.state = 'knocked_out' THEN 1 ELSE 0 END) AS knocked_out,
            sum(CASE WHEN a.decision = 'shortlisted' THEN 1 ELSE 0 END) AS shortlisted,
            sum(CASE WHEN a.decision = 'dismissed' THEN 1 ELSE 0 END) AS dismissed
            FROM application a WHERE a.workspace_id = :workspace AND NOT a.is_test GROUP BY a.interviewer_id) n
            ON n.interviewer_id = t.interviewer_id WHERE t.workspace_id = :workspace AND (
            t.invited <> coalesce(n.invited, 0) OR t.started <> coalesce(n.started, 0)
            OR t.completed <> coalesce(n.completed, 0) OR t.scored <> coalesce(n.scored, 0)
            OR t.score_sum <> coalesce(n.score_sum, 0) OR t.csat_count <> coalesce(n.csat_count, 0)
            OR t.csat_sum <> coalesce(n.csat_sum, 0) OR t.knocked_out <> coalesce(n.knocked_out, 0)
            OR t.shortlisted <> coalesce(n.shortlisted, 0) OR t.dismissed <> coalesce(n.dismissed, 0))""",
    ),
    (
        "The days of an interviewer add up to its figures",
        """SELECT count(*) FROM interviewer_totals t LEFT JOIN (SELECT d.interviewer_id, sum(d.invited) AS invited,
            sum(d.started) AS started, sum(d.completed) AS completed FROM rollup_day d WHERE d.workspace_id = :workspace
            GROUP BY d.interviewer_id) n ON n.interviewer_id = t.interviewer_id WHERE t.workspace_id = :workspace
            AND NOT EXISTS (SELECT 1 FROM rollup_dirty x WHERE x.interviewer_id = t.interviewer_id)
            AND (t.invited <> coalesce(n.invited, 0) OR t.started <> coalesce(n.started, 0)
            OR t.completed <> coalesce(n.completed, 0))""",
    ),
    (
        "The spend of an interviewer is what the ledger holds",
        """SELECT count(*) FROM interviewer_totals t WHERE t.workspace_id = :workspace
            AND NOT EXISTS (SELECT 1 FROM rollup_dirty x WHERE x.interviewer_id = t.interviewer_id)
            AND t.spend_micros <> coalesce((SELECT sum(-l.micros) FROM ledger_entry l
                WHERE l.interviewer_id = t.interviewer_id AND l.micros < 0), 0)""",
    ),
    (
        "What is live has a version, and what expired or was archived says when",
        """SELECT count(*) FROM interviewer a WHERE a.workspace_id = :workspace AND (
            (a.state <> 'draft' AND (a.version_id IS NULL OR a.activated_at IS NULL))
            OR (a.state = 'expired' AND a.expired_at IS NULL) OR (a.state = 'archived' AND a.archived_at IS NULL))""",
    ),
)


def broken(w: Work) -> list[Broken]:
    """Return the rules that do not hold in this workspace; empty when all do."""
    dialect = w.session.get_bind().dialect.name
    place = _IN_PROGRESS_CACHE["sqlite" if dialect == "sqlite" else "postgresql"]
    found: list[Broken] = []
    for rule, query in RULES:
        filled = query.replace("{state}", place.format("state")).replace("{score}", place.format("score"))
        # The backslashes keep "::" of PostgreSQL from being read as a parameter.
        rows = w.session.execute(text(filled.replace("::", "\\:\\:")), {"workspace": w.workspace_id}).scalar_one()
        if rows:
            found.append(Broken(rule, int(rows)))
    return found
