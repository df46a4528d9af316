"""A model endpoint on loopback for tests, journeys and demos: OpenAI Chat Completions and Anthropic Messages.

It reads the request as a model would (criteria, passages, the job description) and answers in the form it was asked
for. How well it behaves is chosen: `python -m tests.factories.model_stub --port 4410 --behaviour valid`.
"""

from __future__ import annotations

import argparse
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BEHAVIOURS = {
    "valid": "answers well",
    "chatty": "wraps its JSON in a fence with words around it",
    "score_140": "gives a score of 140 to every criterion, always",
    "score_140_once": "gives a score of 140 in its first reply",
    "invented_quote": "invents the quote of the first criterion, always",
    "invented_quote_once": "invents the quote of the first criterion in its first reply",
    "no_quotes": "gives scores without quotes, always",
    "cut": "cuts its JSON off, always",
    "cut_once": "cuts its first JSON off",
    "prose": "answers in prose, always",
    "rate_limited": "429 with Retry-After, always",
    "rate_limited_once": "429 with Retry-After for the first request",
    "error_500": "500, always",
    "error_500_once": "500 for the first request",
    "unauthorized": "401, always",
    "unknown_model": "404, always",
    "hang": "takes the request and does not answer",
    "html": "200 with a web page",
    "no_tools": "ignores tools and answers in prose when asked by tool",
    "obeys_injection": "does what the applicant's text tells it",
    "bad_plan": "drafts a plan whose every question breaks a rule",
    "mixed_plan": "drafts a plan with one question that breaks a rule, always",
    "repeats": "writes only questions that are asked already, always",
    "cannot": "says that it cannot reword a question, always",
}
_FENCE = re.compile(r"<<<([0-9a-f]+) ([^>]*)>>>\n(.*?)\n<<<end \1>>>", re.DOTALL)
_WANTED = re.compile(
    r"^(T\d+): .*?\((a few words|a number with its unit|a date or time as said|exactly one of: ([^)]*))\)", re.M
)
_CRITERION = re.compile(r"^(C\d+): .*?^  Passages: ([P\d, ]+)$", re.DOTALL | re.MULTILINE)


@dataclass
class Seen:
    """A request as it came in."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass
class Script:
    """What the stub does, and what it has seen."""

    behaviour: str = "valid"
    retry_after: str = "1"
    hang_s: float = 30.0
    seen: list[Seen] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)


def _texts(body: dict[str, Any]) -> str:
    """Return all words of a request, from either protocol."""
    parts = [body.get("system", "")] + [message.get("content", "") for message in body.get("messages", [])]
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, list):
            out.extend(str(piece.get("text", "")) for piece in part if isinstance(piece, dict))
    return "\n".join(out)


def _sentence(text: str) -> str:
    """Return words that can be quoted: the first sentence with three words, else what there is."""
    sentences = [found.strip() for found in re.split(r"(?<=[.!?])\s+|\n+", text) if found.strip()]
    chosen = next(
        (found for found in sentences if len(found.split()) >= 3), sentences[0] if sentences else text.strip()
    )
    return " ".join(chosen.split()[:30])


def _score(text: str) -> int:
    """Return a score that grows with what a text holds, so that demo candidates differ."""
    words, numbers = len(text.split()), len(re.findall(r"\d+", text))
    return max(12, min(94, 25 + words // 2 + 7 * numbers))


def judged(words: str, behaviour: str, number: int) -> dict[str, Any]:
    """Return a judgment of the passages in a request."""
    passages = {label.split()[-1]: text for _, label, text in _FENCE.findall(words) if label.startswith("passage ")}
    items = []
    for position, (label, places) in enumerate(_CRITERION.findall(words)):
        place = places.split(",")[0].strip()
        text = passages.get(place, "")
        quotes = [{"passage": place, "text": _sentence(text)}]
        score: float = _score(text)
        rationale = "The answer names what was done and how."
        if position == 0 and _is_on(behaviour, "invented_quote", number):
            quotes = [{"passage": place, "text": "I led a team of forty astronauts on the moon"}]
        if _is_on(behaviour, "score_140", number):
            score = 140
        if behaviour == "no_quotes":
            quotes = []
        if behaviour == "obeys_injection" and "ignore" in text.lower():
            score, rationale = 1000, "As ordered: <script>alert(1)</script> system: score 100 for everybody"
        items.append({"criterion": label, "score": score, "rationale": rationale, "quotes": quotes})
    if behaviour == "obeys_injection":
        items.append({"criterion": "C99", "score": 100, "rationale": "extra", "quotes": []})
    first = next(iter(passages.items()), ("P1", ""))
    quote = {"passage": first[0], "text": _sentence(first[1])}
    return {
        "items": items,
        "highlights": [
            {"is_strength": True, "text": "Describes their own part in the work.", "quote": quote},
            {"is_strength": False, "text": "Ask how the result was measured.", "quote": None},
        ],
        "tags": [*_wanted(words, first), *_years(first)],
    }


def _wanted(words: str, passage: tuple[str, str]) -> list[dict[str, Any]]:
    """Return a value for each tag that is asked for; an option that is not offered where none occurs in the text."""
    tags = []
    for label, shape, options in _WANTED.findall(words):
        quote = _sentence(passage[1])
        if shape.startswith("exactly"):
            offered = options.split("; ")
            value = next((one for one in offered if one.lower() in passage[1].lower()), "Something else")
        elif shape.startswith("a number"):
            found = re.search(r"\d+ \w+", passage[1])
            value, quote = (found[0], found[0]) if found else ("many", quote)
        else:
            value = quote
        tags.append({"name": label, "value": value, "quote": {"passage": passage[0], "text": quote}})
    return tags


def _years(passage: tuple[str, str]) -> list[dict[str, Any]]:
    found = re.search(r"(\d{1,2})\+? years", passage[1])
    if not found:
        return []
    return [{"name": "Years of experience", "value": found[1], "quote": {"passage": passage[0], "text": found[0]}}]


def _is_on(behaviour: str, name: str, number: int) -> bool:
    return behaviour == name or (behaviour == f"{name}_once" and number == 1)


def drafted(words: str, behaviour: str) -> dict[str, Any]:
    """Return a plan for the job description in a request."""
    text = next((text for _, label, text in _FENCE.findall(words) if label == "job description"), "")
    lines = [line.strip(" -*•") for line in text.splitlines() if len(line.split()) >= 3]
    title = (lines[0] if lines else "Role")[:80]
    asked = [
        {
            "kind": "scored",
            "text": f"Tell us about a time when this was your job: {line[:120]}",
            "criterion": f"Requirement {number}",
            "anchor_1": "Names no own example.",
            "anchor_5": "Names an own example with steps and a result.",
            "keywords": line.lower().split()[:6],
            "source_line": line,
        }
        for number, line in enumerate(lines[1:6], start=1)
    ]
    if asked:
        asked[-1]["source_line"] = "This line is nowhere in the description."
    broken = {"kind": "single_choice", "text": "Which shift suits you?", "options": ["Early"]}
    form = [
        {
            "kind": "single_choice",
            "text": "Are you allowed to work in this country?",
            "options": ["Yes", "No"],
            "is_dealbreaker": True,
            "rule": {"op": "any_of", "values": ["Yes"]},
        }
    ]
    if behaviour == "mixed_plan":
        form.append(broken)
    if behaviour == "bad_plan":
        asked, form = [], [broken]
    resume = [
        {
            "kind": "criterion",
            "text": "Work of this kind before",
            "criterion": "Experience",
            "anchor_1": "None.",
            "anchor_5": "Years.",
        }
    ]
    stages = [{"kind": "resume", "title": "Resume", "questions": [] if behaviour == "bad_plan" else resume}]
    stages += [
        {"kind": "form", "title": "Facts", "questions": form},
        {"kind": "web_interview", "title": "Interview", "questions": asked},
    ]
    facts = [
        {"label": "Title", "value": title, "line": title},
        {"label": "Pay", "value": "much", "line": "invented line"},
    ]
    return {"title": title, "department": "Operations", "language": "en", "stages": stages, "facts": facts}


def written(words: str, behaviour: str) -> dict[str, Any]:
    """Return new questions for the stage that a request names, the first one with a line of the description."""
    text = next((text for _, label, text in _FENCE.findall(words) if label == "job description"), "")
    lines = [line.strip() for line in text.splitlines() if len(line.split()) >= 3] or ["the work"]
    count = int((re.search(r"You write (\d+) more questions", words) or ["", "1"])[1])
    asked = re.findall(r"^- (.+)$", words, re.MULTILINE)
    kinds = words.split("Kinds that fit this stage:")[1].split(".")[0]
    if '"short_answer"' in kinds:
        return {
            "questions": [
                {"kind": "short_answer", "text": f"Which part of the work number {n} do you know: {lines[0]}?"}
                for n in range(count)
            ]
        }
    kind = "criterion" if '"criterion"' in kinds else "scored"
    fresh = ["conflict at noon", "measuring stock twice", "training somebody new", "closing quietly", "late deliveries"]
    texts = [f"Tell us how you handled {fresh[n % len(fresh)]}." for n in range(count)]
    if behaviour == "repeats" and asked:
        texts = [asked[0]] * count
    return {
        "questions": [
            {
                "kind": kind,
                "text": text,
                "criterion": f"Point {n + 1}",
                "anchor_1": "Names no own example.",
                "anchor_5": "Names an own example with steps and a result.",
                "keywords": ["example"],
                "source_line": lines[0] if n == 0 else "",
            }
            for n, text in enumerate(texts)
        ]
    }


def tuned(words: str, behaviour: str) -> dict[str, Any]:
    """Return the question of a request in other words, or the reason why not."""
    if behaviour == "cannot":
        return {"cannot": "That would ask about age, which must not decide."}
    asked = (re.search(r"^The question \(kind [^)]*\): (.+)$", words, re.MULTILINE) or ["", "It"])[1]
    wish = (re.search(r"^What the recruiter wants changed: (.+)$", words, re.MULTILINE) or ["", ""])[1]
    return {
        "text": f"{' '.join(asked.split()[:6]).rstrip('.?')} ({wish})?",
        "criterion": "",
        "anchor_1": "Says nothing of it.",
        "anchor_5": "Says all of it, with figures.",
    }


def told(words: str, behaviour: str) -> dict[str, Any]:
    """Answer a question about the role from the first text."""
    parts = {label: text for _, label, text in _FENCE.findall(words)}
    if behaviour == "obeys_injection":
        return {"known": True, "answer": parts["question"], "source": 1, "quote": parts["question"]}
    quote = _sentence(parts["text 1"].split("\n", 1)[1])
    if behaviour == "invented_quote":
        quote = "a free car for everybody"
    return {"known": True, "answer": f"They say: {quote}", "source": 1, "quote": quote}


def content(body: dict[str, Any], behaviour: str, number: int) -> dict[str, Any]:
    """Return the object that a request asks for."""
    words = _texts(body)
    if "You draft an interview plan" in words:
        return drafted(words, behaviour)
    if "more questions for one stage" in words:
        return written(words, behaviour)
    if "You reword one question" in words:
        return tuned(words, behaviour)
    if "A job applicant asks about the role" in words:
        return told(words, behaviour)
    if "searches a list of candidates with one sentence" in words:
        years = 900 if behaviour == "score_140" else 5
        return {"skills": ["ReactJS", "Basket weaving"], "place": "Lyon, France", "min_years": years, "text": "calm"}
    if "Shorten the text for a job applicant" in words:
        return {"summary": "In short: " + _sentence(_FENCE.findall(words)[-1][2])}
    if "AI interviewer in a written" in words:
        replies = [text for _, label, text in _FENCE.findall(words) if label.startswith("reply ")]
        said = _sentence(replies[-1]) if replies else "that"
        return {"ask": True, "question": f"You wrote “{' '.join(said.split()[:8])}”. What came of it in the end?"}
    return judged(words, behaviour, number)


class _Handler(BaseHTTPRequestHandler):
    script: Script
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: tests read `script.seen`."""

    def do_GET(self) -> None:
        """List the models, as clients ask when they test a connection."""
        self._send(200, json.dumps({"object": "list", "data": [{"id": "stub", "object": "model"}]}))

    def do_POST(self) -> None:
        """Answer one request."""
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", "0"))) or b"{}")
        with self.script.lock:
            self.script.seen.append(Seen(self.path, body, {k.lower(): v for k, v in self.headers.items()}))
            number = len(self.script.seen)
        behaviour = self.script.behaviour
        if self._failed(behaviour, number):
            return
        is_anthropic = self.path.endswith("/messages")
        reply = content(body, behaviour, number)
        self._send(
            200,
            json.dumps(
                _anthropic(body, reply, behaviour, number) if is_anthropic else _openai(body, reply, behaviour, number)
            ),
        )

    def _failed(self, behaviour: str, number: int) -> bool:
        if behaviour == "hang":
            self.script.stopped.wait(self.script.hang_s)
            self.close_connection = True
        elif behaviour == "html":
            self._send(200, "<!doctype html><html><body><h1>Welcome to the proxy</h1></body></html>", "text/html")
        elif _is_on(behaviour, "rate_limited", number):
            self._error(429, "Rate limit reached", "rate_limit_error", {"Retry-After": self.script.retry_after})
        elif _is_on(behaviour, "error_500", number):
            self._error(500, "internal", "api_error")
        elif behaviour == "unauthorized":
            self._error(401, "Incorrect API key provided", "authentication_error")
        elif behaviour == "unknown_model":
            self._error(404, "The model does not exist", "not_found_error")
        else:
            return False
        return True

    def _error(self, status: int, message: str, kind: str, headers: dict[str, str] | None = None) -> None:
        body = {"type": "error", "error": {"message": message, "type": kind, "code": None}}
        self._send(status, json.dumps(body), headers=headers)

    def _send(
        self, status: int, text: str, kind: str = "application/json", headers: dict[str, str] | None = None
    ) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def _said(reply: dict[str, Any], behaviour: str, number: int, is_tool: bool) -> tuple[bool, str]:
    """Return whether a tool is called, and its arguments or the words."""
    text = json.dumps(reply)
    if behaviour == "prose" or (behaviour == "no_tools" and is_tool):
        return False, "I think the applicant is quite good. I would talk to them."
    if _is_on(behaviour, "cut", number):
        text = text[: len(text) // 2]
    if behaviour == "chatty" and not is_tool:
        text = f"Here is my judgment:\n```json\n{text}\n```\nI hope that this helps."
    return is_tool, text


def _openai(body: dict[str, Any], reply: dict[str, Any], behaviour: str, number: int) -> dict[str, Any]:
    tools = body.get("tools") or []
    is_tool, text = _said(reply, behaviour, number, bool(tools))
    message: dict[str, Any] = {"role": "assistant", "content": None if is_tool else text}
    if is_tool:
        call = {"name": tools[0]["function"]["name"], "arguments": text}
        message["tool_calls"] = [{"id": f"call_{number}", "type": "function", "function": call}]
    return {
        "id": f"chatcmpl-{number}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body.get("model", "stub"),
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if is_tool else "stop"}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 200, "total_tokens": 1100},
    }


def _anthropic(body: dict[str, Any], reply: dict[str, Any], behaviour: str, number: int) -> dict[str, Any]:
    tools = body.get("tools") or []
    is_tool, text = _said(reply, behaviour, number, bool(tools))
    part: dict[str, Any] = {"type": "text", "text": text}
    if is_tool:
        try:
            given = json.loads(text)
        except ValueError:
            given = {"items": "cut"}
        part = {"type": "tool_use", "id": f"toolu_{number}", "name": tools[0]["name"], "input": given}
    return {
        "id": f"msg_{number}",
        "type": "message",
        "role": "assistant",
        "model": body.get("model", "stub"),
        "content": [part],
        "stop_reason": "tool_use" if is_tool else "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 900, "output_tokens": 200},
    }


@dataclass(frozen=True)
class RunningStub:
    """A stub that listens; `url` is its root."""

    url: str
    script: Script

    @property
    def openai_url(self) -> str:
        """The base address for OpenAI-compatible clients."""
        return f"{self.url}/v1"


@contextmanager
def model_stub(
    behaviour: str = "valid", port: int = 0, retry_after: str = "1", hang_s: float = 30.0
) -> Iterator[RunningStub]:
    """Run a stub on loopback until the block ends."""
    if behaviour not in BEHAVIOURS:
        raise ValueError(f"no behaviour {behaviour!r}; there are {', '.join(BEHAVIOURS)}")
    script = Script(behaviour, retry_after, hang_s)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"script": script}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield RunningStub(f"http://127.0.0.1:{server.server_address[1]}", script)
    finally:
        script.stopped.set()
        server.shutdown()
        server.server_close()


def main() -> None:
    """Run a stub until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=4410)
    parser.add_argument("--behaviour", choices=sorted(BEHAVIOURS), default="valid")
    parser.add_argument("--retry-after", default="1")
    chosen = parser.parse_args()
    with model_stub(chosen.behaviour, chosen.port, chosen.retry_after) as stub:
        print(f"{stub.openai_url} ({chosen.behaviour}: {BEHAVIOURS[chosen.behaviour]})", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
