"""A person's question → an answer built only from figures and sentences that were read.

`ask` is loaded when it is first used: what only lists figures starts without it.
"""

from typing import TYPE_CHECKING, Any

from qa_cchc.asking.errors import BadQuestion

if TYPE_CHECKING:
    from qa_cchc.asking.answer import ask

__all__ = ["BadQuestion", "ask"]


def __getattr__(name: str) -> Any:
    if name == "ask":
        from qa_cchc.asking.answer import ask

        return ask
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
