"""An answer as a memo in Word: question, answer, table, chart, what to know, sources; every number with a footnote."""

from __future__ import annotations

import io
import re
from datetime import date

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from qa_cchc.asking.citing import footnote, memo, short, where
from qa_cchc.asking.citing.styles import document as named
from qa_cchc.export.charts.description import chart_of, described
from qa_cchc.export.charts.picture import picture_of
from qa_cchc.export.errors import TooMuch
from qa_cchc.export.grid import Grid, grid_of
from qa_cchc.export.memo import page
from qa_cchc.export.memo.footnotes import Footnotes
from qa_cchc.export.memo.tables import add_figures, add_grid
from qa_cchc.export.words import clean, finding_line, quote
from qa_cchc.records import Answer, Citation
from qa_cchc.settings import Settings

MOST_FIGURES = 300
_WIDE = 8
_MOST_GAPS = 15
_MARK = re.compile(r"\s*\[(\d{1,4})\]")
_STYLES = {"memo": memo, "short": short, "footnote": footnote}


def memo_bytes(answer: Answer, settings: Settings | None = None, made: date | None = None) -> bytes:
    """The memo as DOCX, as of the day `made` (today when left out). Raises TooMuch for hundreds of figures."""
    if len(answer.figures) > MOST_FIGURES:
        raise TooMuch(
            f"Có tới {len(answer.figures)} số liệu, quá nhiều cho một bản ghi nhớ (tối đa {MOST_FIGURES}); hãy lọc bớt "
            "hoặc ghi ra tệp .xlsx."
        )
    content = io.BytesIO()
    _Memo(answer, settings or Settings(), made or date.today()).document().save(content)
    return content.getvalue()


class _Memo:
    """One memo on its way."""

    def __init__(self, answer: Answer, settings: Settings, made: date) -> None:
        self.answer, self.settings, self.made = answer, settings, made
        self.cited = {citation.id: citation for citation in answer.citations}
        self.word: Document = page.new_document(f"Bản ghi nhớ: {answer.question.asked}", made)
        self.notes = Footnotes(self.word)
        self.parts = 0

    def document(self) -> Document:
        """The whole memo."""
        answer = self.answer
        page.write_head(self.word, self.settings.office, self.settings.office_place, self.made)
        self._title()
        self._question()
        if answer.answer:
            self._heading("Trả lời")
            self._lines(answer.answer)
            if answer.rephrased:
                self._paragraph("Câu trả lời gốc, trước khi được diễn đạt lại:", italic=True)
                self._lines(answer.rephrased.built)
        grid = grid_of(answer) if answer.comparison is not None else None
        if grid is not None:
            self._comparison(grid)
        elif answer.figures:
            self._heading("Bảng số liệu")
            width = page.text_width(self.word.sections[-1])
            add_figures(self.word, answer.figures, answer.figure_citations, width, self._mark)
            self._space()
        self._remarks(grid)
        self._sources()
        self._space()
        page.write_foot(self.word)
        self.notes.attach()
        return self.word

    def _title(self) -> None:
        self._space()
        for text in ("BẢN GHI NHỚ", self._about()):
            paragraph = self.word.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(clean(text))
            run.bold, run.font.size = True, Pt(14)
        self._space()

    def _about(self) -> str:
        comparison = self.answer.comparison
        if comparison is not None and comparison.title:
            return f"Về {comparison.title[:1].lower()}{comparison.title[1:]}"
        names = {figure.indicator.lower(): figure.indicator for figure in self.answer.figures}
        if len(names) == 1:
            name = next(iter(names.values()))
            return f"Về {name[:1].lower()}{name[1:]}"
        return "Về nội dung được hỏi trên kho báo cáo cải cách hành chính"

    def _question(self) -> None:
        question = self.answer.question
        self._heading("Câu hỏi" if self.answer.answer else "Nội dung cần số liệu")
        self._paragraph(question.asked)
        understood = []
        if question.text and question.text.strip().lower() != question.asked.strip().lower():
            understood.append(f"được hiểu là “{question.text}”")
        if question.periods:
            understood.append("kỳ: " + ", ".join(period.label for period in question.periods))
        if question.places:
            understood.append("nơi: " + ", ".join(question.places))
        if question.report_number:
            understood.append(f"báo cáo số {question.report_number}")
        if understood:
            text = "; ".join(understood)
            self._paragraph(f"{text[:1].upper()}{text[1:]}.", italic=True)

    def _lines(self, text: str) -> None:
        for line in text.splitlines():
            if line.startswith("- "):
                self._paragraph(f"– {line[2:]}", hanging=True)
            elif line.strip():
                self._paragraph(line)

    def _comparison(self, grid: Grid) -> None:
        wide = len(grid.headings) >= _WIDE
        if wide:
            self._turn(True)
        self._heading("Bảng so sánh" + (f" (đơn vị: {', '.join(grid.units())})" if grid.units() else ""))
        add_grid(self.word, grid, page.text_width(self.word.sections[-1]), self._mark)
        self._space()
        if wide:
            self._turn(False)
        comparison = self.answer.comparison
        for line in comparison.differences if comparison else ():
            if _MARK.sub("", line).rstrip(".") not in _MARK.sub("", self.answer.answer):
                self._paragraph(f"– {line}", hanging=True)
        chart = chart_of(grid)
        if chart is None:
            return
        self._heading("Biểu đồ")
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(picture_of(chart)), width=Cm(16))
        shape._inline.docPr.set("descr", clean(described(chart)))
        shape._inline.docPr.set("title", clean(chart.title))
        if chart.note:
            self._paragraph(chart.note, italic=True)

    def _remarks(self, grid: Grid | None) -> None:
        remarks = [*self.answer.notes, *map(finding_line, self.answer.findings)]
        if grid is not None:
            remarks += _gaps(grid)
        formulas = self.answer.comparison.formulas if self.answer.comparison else ()
        if not (remarks or formulas):
            return
        self._heading("Điều cần lưu ý")
        for remark in remarks:
            self._paragraph(f"– {remark}", hanging=True)
        of_figure = dict(zip((figure.id for figure in self.answer.figures), self.answer.figure_citations, strict=True))
        for formula in formulas:
            marks = dict.fromkeys(of_figure[identity] for identity in formula.figures if identity in of_figure)
            text = formula.text if formula.text.startswith(formula.label) else f"{formula.label}: {formula.text}"
            self._paragraph(f"– Cách tính {text}" + "".join(f"[{mark}]" for mark in marks), hanging=True)

    def _sources(self) -> None:
        """The reports that the footnotes name, each with the places cited and the words that stand there."""
        used = [one for one in self.answer.citations if self.notes.number(one.id) is not None]
        if not used:
            return
        self._heading("Nguồn")
        reports: dict[str, list[Citation]] = {}
        for one in used:
            reports.setdefault(one.report.id if one.report else one.file, []).append(one)
        quotes = self._quotes()
        for number, citations in enumerate(reports.values(), 1):
            first = citations[0]
            title = f": {first.title}" if first.title else ""
            name = named(first, self.settings.agency_names)
            self._paragraph(f"{number}. {name}{title} (tệp {first.file}).")
            for one in citations:
                said = "; ".join(f"“{words}”" for words in quotes.get(one.id, ()))
                place = where(one)
                parts = ": ".join(part for part in (place[:1].upper() + place[1:], said) if part)
                if parts:
                    self._paragraph(f"– Chú thích {self.notes.number(one.id)}: {parts}", hanging=True, size=12)

    def _quotes(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, list[str]] = {}
        for figure, citation in zip(self.answer.figures, self.answer.figure_citations, strict=True):
            found.setdefault(citation, []).append(quote(figure.quote))
        return {citation: tuple(dict.fromkeys(words)) for citation, words in found.items()}

    def _heading(self, text: str) -> None:
        self.parts += 1
        self.word.add_heading(f"{self.parts}. {clean(text)}", level=1)

    def _paragraph(self, text: str, hanging: bool = False, italic: bool = False, size: float = 13) -> Paragraph:
        """A paragraph in which "[n]" becomes the mark of the footnote that cites source n."""
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        shape = paragraph.paragraph_format
        if hanging:
            shape.left_indent, shape.first_line_indent = Cm(1.4), Cm(-0.4)
            shape.space_after = Pt(3)
        else:
            shape.first_line_indent = Cm(1)
        done = 0
        text = clean(text)
        for match in _MARK.finditer(text):
            if int(match[1]) not in self.cited:
                continue
            self._run(paragraph, text[done : match.start()], italic, size)
            if done and done == match.start():
                paragraph.add_run(", ").font.superscript = True
            self._mark(paragraph, int(match[1]))
            done = match.end()
        self._run(paragraph, text[done:], italic, size)
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, italic: bool, size: float) -> None:
        if text:
            run = paragraph.add_run(text.replace("\t", " | "))
            run.italic, run.font.size = italic or None, Pt(size)

    def _mark(self, paragraph: Paragraph, citation: int) -> None:
        if citation in self.cited:
            style = _STYLES.get(self.settings.citation, memo)
            text = style(self.cited[citation], self.settings.agency_names)
            self.notes.call(paragraph, citation, text if text.endswith(".") else f"{text}.")

    def _turn(self, wide: bool) -> None:
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        page.set_page(section, wide)

    def _space(self) -> None:
        shape = self.word.add_paragraph().paragraph_format
        shape.space_after, shape.line_spacing = Pt(0), Pt(8)


def _gaps(grid: Grid) -> list[str]:
    """Where there are no numbers, one line for each reason: "Báo cáo … này: huyện A (quý I, quý II)"."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for row in grid.rows:
        for heading, cell in zip(grid.headings, row.cells, strict=True):
            if cell.why:
                reasons.setdefault(cell.state, {}).setdefault(row.label, []).append(heading)
    told = []
    for reason, rows in reasons.items():
        places = [f"{label} ({', '.join(headings)})" for label, headings in rows.items()]
        more = f"; và {len(places) - _MOST_GAPS} dòng khác" if len(places) > _MOST_GAPS else ""
        told.append(f"{reason[:1].upper()}{reason[1:]}: {'; '.join(places[:_MOST_GAPS])}{more}.")
    return told
