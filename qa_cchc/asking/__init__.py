"""A person's question → an answer built only from figures and sentences that were read.

`ask` and `compare` are loaded when first used: what only lists figures starts without it.
"""

from typing import TYPE_CHECKING, Any

from qa_cchc.asking.errors import BadQuestion

if TYPE_CHECKING:
    from qa_cchc.asking.answer import ask
    from qa_cchc.asking.comparing.command import compare

__all__ = ["BadQuestion", "ask", "compare"]


def __getattr__(name: str) -> Any:
    if name == "ask":
        from qa_cchc.asking.answer import ask

        return ask
    if name == "compare":
        from qa_cchc.asking.comparing.command import compare

        return compare
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
