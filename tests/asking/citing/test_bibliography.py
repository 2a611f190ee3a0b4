"""What an answer cites goes into reference managers: one entry a report, nothing lost, nothing that breaks the file."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from cited_places import REPORT, passage_of

from qa_cchc.asking.cite import Citations, place_cited
from qa_cchc.asking.citing import bibtex, csl_json
from qa_cchc.settings import Settings

OTHER = replace(REPORT, id="fedcba987654", file="khác_100%.docx", title="Kết quả 50% & {khác} #1", paged=False)
PLACES = [
    place_cited(REPORT, "II.6. Hiện đại hóa", 8, None),
    place_cited(OTHER, "I. Chung", 1, None),
    place_cited(REPORT, "II.1. Chỉ đạo", 2, None),
]


def test_bibtex_has_one_entry_for_each_report_with_all_its_places() -> None:
    entries = bibtex(PLACES).split("\n\n")
    assert len(entries) == 2
    keys = [re.match(r"@techreport\{([^,]+),", entry).group(1) for entry in entries]
    assert keys == ["ubnd-thi-xa-duyen-hai-2023-102-bc-ubnd", "ubnd-thi-xa-duyen-hai-2023-102-bc-ubnd-fedcba"]
    assert "  note = {mục II.6, tr. 8; mục II.1, tr. 2}," in entries[0]
    assert "  pages = {2, 8}," in entries[0] and "  date = {2023-03-03}," in entries[0]
    assert "  author = {{UBND thị xã Duyên Hải}}," in entries[0]


def test_bibtex_escapes_what_latex_takes_for_commands() -> None:
    entry = bibtex([PLACES[1]])
    assert r"Kết quả 50\% \& \{khác\} \#1" in entry and r"khác\_100\%.docx" in entry
    assert entry.replace(r"\{", "").replace(r"\}", "").count("{") == entry.replace(r"\{", "").replace(r"\}", "").count("}")


def test_csl_json_is_a_list_of_reports_that_zotero_reads() -> None:
    items = json.loads(csl_json(PLACES, "full"))
    assert [item["type"] for item in items] == ["report", "report"]
    assert items[0]["author"] == [{"literal": "Ủy ban nhân dân thị xã Duyên Hải"}]
    assert items[0]["issued"] == {"date-parts": [[2023, 3, 3]]}
    assert (items[0]["number"], items[0]["page"], items[0]["genre"]) == ("102/BC-UBND", "2, 8", "Báo cáo")
    assert "page" not in items[1], "a file without pages has none to cite"


def test_the_setting_makes_each_citation_an_entry() -> None:
    for style, start in (("bibtex", "@techreport{"), ("csl", "[\n")):
        citations = Citations(lambda _: REPORT, Settings.load({}, citation=style))
        citations.of_passage(passage_of(8))
        assert citations.items[0].text.startswith(start) and citations.items[0].memo.endswith("tr. 8")
