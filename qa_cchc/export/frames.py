"""Figures and comparisons as pandas data frames, for those who go on counting. pandas is an extra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_cchc.export.errors import MissingLibrary
from qa_cchc.export.tables import Table, figure_table, main_table, records
from qa_cchc.records import Answer

if TYPE_CHECKING:
    from pandas import DataFrame


def frame_of(table: Table) -> DataFrame:
    """The table as a frame with its columns' names. Numbers are float64 (NaN where there is none), whole ones Int64,
    dates datetime64. Raises MissingLibrary without pandas."""
    pandas = _pandas()
    frame = pandas.DataFrame(records(table), columns=[column.name for column in table.columns])
    for column in table.columns:
        if column.kind == "number":
            frame[column.name] = pandas.to_numeric(frame[column.name]).astype("float64")
        elif column.kind == "whole":
            frame[column.name] = frame[column.name].astype("Int64")
        elif column.kind == "date":
            frame[column.name] = pandas.to_datetime(frame[column.name])
        else:
            frame[column.name] = frame[column.name].astype("string")
    return frame


def figure_frame(answer: Answer) -> DataFrame:
    """The figures of an answer, states and origins by their names in the records ("blank", "form"), yes and no as
    booleans. Raises MissingLibrary."""
    frame = frame_of(figure_table(answer))
    frame["state"] = [figure.state for figure in answer.figures]
    frame["origin"] = [figure.origin for figure in answer.figures]
    for name in ("cumulative", "approximate"):
        frame[name] = _pandas().array([getattr(figure, name) for figure in answer.figures], dtype="boolean")
    return frame


def answer_frame(answer: Answer) -> DataFrame:
    """The rows an answer is about: its comparison's cells, else its figures, else its passages."""
    if answer.comparison is None and answer.figures:
        return figure_frame(answer)
    return frame_of(main_table(answer))


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise MissingLibrary(
            'Cần thư viện pandas để đưa số liệu vào bảng dữ liệu; hãy cài bằng lệnh: pip install "qa-cchc[pandas]"'
        ) from error
    return pandas
