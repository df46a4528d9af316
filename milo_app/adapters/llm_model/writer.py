"""The writer of questions: a model writes or rewords, code turns the reply into the one schema and checks it."""

from __future__ import annotations

from pydantic import BaseModel, Field, ValidationError

from milo_app.adapters.llm_model import prompts
from milo_app.adapters.llm_model.calling import AskAgain, CallFailed, Check, O, Reply, ask, nonce
from milo_app.adapters.llm_model.composer import QuestionReply, reason_of, to_question
from milo_app.adapters.llm_model.connection import Connection
from milo_app.core.text import ellipsis, one_line, plain, plural
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, MAX_DESCRIPTION, QuestionPlan
from milo_app.domain.interviewers.ports import QuestionBrief, WriteFailed, Written
from milo_app.domain.interviewers.writing import asks_the_same

_SHOWN = 60
"""How many questions of the plan the model is shown, so that it repeats none."""


class QuestionsReply(BaseModel):
    """New questions for one stage."""

    questions: list[QuestionReply]


class TunedReply(BaseModel):
    """Another wording, or the reason why there is none."""

    text: str = ""
    criterion: str = ""
    anchor_1: str = ""
    anchor_5: str = ""
    keywords: list[str] = Field(default_factory=list)
    cannot: str = Field(default="", description="One sentence, only when the wish cannot be met")


class ModelWriter:
    """Writes questions with a model (port `QuestionWriter`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.label = f"{connection.model}, prompt {prompts.WRITE_VERSION}"[:120]

    def write(self, brief: QuestionBrief, count: int) -> Written:
        """Return up to `count` questions that fit the stage and repeat none; raises `WriteFailed`."""
        mark = nonce()
        kinds = ", ".join(f'"{kind.value}"' for kind in sorted(KINDS_OF_STAGE[brief.stage]))
        reply = self._ask(
            prompts.WRITE.format(nonce=mark, count=count, stage=brief.stage.value, kinds=kinds),
            _prompt(brief, mark),
            QuestionsReply,
            lambda found, is_last: _checked(found, brief, is_last),
        )
        questions, left_out = _usable(reply.output, brief)
        if not questions:
            raise self._failed(f"The model {self._connection.model} gave no new question that can be used.")
        notes: tuple[str, ...] = ()
        if left_out:
            were = "was" if len(left_out) == 1 else "were"
            notes = (f"{plural(len(left_out), 'suggestion')} of the model could not be used and {were} left out.",)
        return Written(tuple(questions[:count]), self.label, notes, reply.tokens_in, reply.tokens_out)

    def tune(self, brief: QuestionBrief, question: QuestionPlan, wish: str) -> Written:
        """Return the question in other words, or none with the model's reason; raises `WriteFailed`."""
        mark = nonce()
        reply = self._ask(
            prompts.TUNE.format(nonce=mark),
            "\n".join(
                [
                    _prompt(brief, mark),
                    f"The question (kind {question.kind.value}): {one_line(question.text)}",
                    f"Its criterion: {one_line(question.criterion)}",
                    f"A weak answer: {one_line(question.anchor_1)}",
                    f"A strong answer: {one_line(question.anchor_5)}",
                    f"What the recruiter wants changed: {plain(wish)}",
                ]
            ),
            TunedReply,
            _said_something,
        )
        said, spent = reply.output, (reply.tokens_in, reply.tokens_out)
        text = one_line(said.text)[:1000]
        if not text:
            note = ellipsis(said.cannot, 300) or "The model has no other wording for that."
            return Written((), self.label, (note,), *spent)
        fields = {"text": text}
        if question.is_scored:
            fields |= {
                name: value
                for name, value in (
                    ("criterion", one_line(said.criterion)[:80]),
                    ("anchor_1", one_line(said.anchor_1)[:500]),
                    ("anchor_5", one_line(said.anchor_5)[:500]),
                )
                if value
            }
        words = list(dict.fromkeys(word for word in (one_line(one)[:60] for one in said.keywords) if word))[:40]
        keywords = {"keywords": words} if words and question.is_scored else {}
        return Written((question.model_copy(update=fields | keywords),), self.label, (), *spent)

    def _ask(self, instructions: str, prompt: str, output: type[O], check: Check[O]) -> Reply[O]:
        try:
            return ask(self._connection, instructions, prompt, output, check)
        except CallFailed as error:
            raise self._failed(error.reason) from error

    def _failed(self, reason: str) -> WriteFailed:
        return WriteFailed(reason, safe="Your questions are as they were.", do="Try again, or write it yourself.")


def _prompt(brief: QuestionBrief, mark: str) -> str:
    lines = [f"Role: {one_line(brief.title)}", f"Language of the interview: {one_line(brief.language)}"]
    if brief.existing:
        lines.append("Asked already:")
        lines += [f"- {one_line(text)[:300]}" for text in brief.existing[:_SHOWN]]
    lines.append(prompts.fenced(mark, "job description", plain(brief.description)[:MAX_DESCRIPTION]))
    return "\n".join(lines)


def _usable(reply: QuestionsReply, brief: QuestionBrief) -> tuple[list[QuestionPlan], list[str]]:
    """Return the questions that fit and are new, with the reasons for what was left out."""
    found: list[QuestionPlan] = []
    left_out: list[str] = []
    for said in reply.questions[:40]:
        try:
            question = to_question(said, brief.stage, plain(brief.description)[:MAX_DESCRIPTION])
        except (ValidationError, ValueError) as error:
            left_out.append(f"“{ellipsis(said.text, 60)}”: {reason_of(error)}")
            continue
        if question.is_scored and not (question.anchor_1 and question.anchor_5):
            left_out.append(f"“{ellipsis(said.text, 60)}”: anchor_1 and anchor_5 are missing")
        elif any(asks_the_same(question.text, text) for text in [*brief.existing, *(one.text for one in found)]):
            left_out.append(f"“{ellipsis(said.text, 60)}”: it repeats a question")
        else:
            found.append(question)
    return found, left_out


def _checked(found: QuestionsReply, brief: QuestionBrief, is_last: bool) -> QuestionsReply:
    questions, left_out = _usable(found, brief)
    if not is_last and (left_out or not questions):
        reasons = "; ".join(left_out[:8]) or "there is no question"
        raise AskAgain(prompts.QUESTIONS_WRONG.format(reasons=reasons))
    return found


def _said_something(found: TunedReply, is_last: bool) -> TunedReply:
    if not is_last and not one_line(found.text) and not one_line(found.cannot):
        raise AskAgain("Give the question in other words, or say in `cannot` why that is not possible.")
    return found
