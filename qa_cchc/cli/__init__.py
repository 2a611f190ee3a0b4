"""The command `qa-cchc`. Only what the command at hand needs is imported, so that it starts at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

DONE, DONE_IN_PART, COULD_NOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns the exit status: 0 done, 1 done in part (some file failed), 2 could not run."""
    from qa_cchc.cli import arguments as command_line
    from qa_cchc.cli import console

    console.use_utf8()
    try:
        return command_line.parse(arguments).run()
    except command_line.BadCommandLine as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        return _refused("Đã dừng theo yêu cầu; những gì đã có vẫn giữ nguyên.")
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        return _refused(sentence)


def _sentence(error: Exception) -> str | None:
    """What to tell the person, for errors that are theirs to mend; None for a fault of the program."""
    from qa_cchc.archive.errors import ArchiveError
    from qa_cchc.settings import BadSetting

    known: list[type[Exception]] = [ArchiveError, BadSetting]
    # An error can only be of a room that has been loaded.
    for module, name in (
        ("qa_cchc.asking.errors", "BadQuestion"),
        ("qa_cchc.search.embedder", "ModelUnavailable"),
        ("qa_cchc.vietnamese.abbreviations", "GlossaryError"),
        ("qa_cchc.figures.own_indicators", "CatalogueError"),
        ("qa_cchc.cli.commands", "BadRequest"),
        ("qa_cchc.export.errors", "ExportError"),
        ("qa_cchc.evaluation.gold", "GoldError"),
    ):
        if module in sys.modules:
            known.append(getattr(sys.modules[module], name))
    return str(error) if isinstance(error, tuple(known)) else None


def _refused(sentence: str) -> int:
    from qa_cchc.cli import console

    console.say(sentence)
    return COULD_NOT_RUN
