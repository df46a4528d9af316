"""A model behind Milo's ports: any OpenAI-compatible endpoint, or Anthropic.

Nothing here imports the vendor libraries before the first call, so that Milo without a key does not pay for them.
"""

from milo_app.adapters.llm_model.calling import warm_up
from milo_app.adapters.llm_model.composer import ModelComposer
from milo_app.adapters.llm_model.connection import Connection, connection_from
from milo_app.adapters.llm_model.evaluator import ModelEvaluator
from milo_app.adapters.llm_model.interlocutor import ModelInterlocutor
from milo_app.adapters.llm_model.role_answers import ModelRoleAnswers
from milo_app.adapters.llm_model.sentence_reader import ModelSentenceReader
from milo_app.adapters.llm_model.writer import ModelWriter

__all__ = [
    "Connection",
    "ModelComposer",
    "ModelEvaluator",
    "ModelInterlocutor",
    "ModelRoleAnswers",
    "ModelSentenceReader",
    "ModelWriter",
    "connection_from",
    "warm_up",
]
