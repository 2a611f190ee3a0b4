"""A person's question → an answer built only from figures and sentences that were read."""

from qa_cchc.asking.answer import ask
from qa_cchc.asking.errors import BadQuestion

__all__ = ["BadQuestion", "ask"]
