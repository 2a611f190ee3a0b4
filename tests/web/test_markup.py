import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from qa_cchc.web import markup


def test_marked_escapes_inside_and_outside_of_spans():
    assert markup.marked("<b>&x</b>", [(3, 5)]) == "&lt;b&gt;<mark>&amp;x</mark>&lt;/b&gt;"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=5))
def test_marking_never_loses_or_adds_text(words, spans):
    html = str(markup.marked(words, spans))
    plain = html.replace("<mark>", "").replace("</mark>", "")
    assert Markup(plain).unescape() == words
    assert html.count("<mark>") == html.count("</mark>")


def test_linked_turns_citation_marks_into_links_and_nothing_else():
    html = markup.linked("80% <b> [1], theo [a] [2].", lambda number: Markup(f"<a>{number}</a>"))
    assert html == "80% &lt;b&gt; <a>1</a>, theo [a] <a>2</a>."


@pytest.mark.parametrize("sign", ["${x}", "{{x}}", "`x`", "@children"])
def test_gradio_finds_no_template_of_its_own_in_our_html(sign):
    html = markup.render_for_gradio("error.html", title="t", sentence=sign, command="")
    assert sign not in html
    assert sign in Markup(html).unescape()


def test_cells_of_a_row_are_kept_apart():
    row = markup.with_cells(markup.marked("1.\tSố <hồ> sơ\t12", [(15, 17)]))
    assert "\t" not in row and str(row).count("cell-gap") == 2
    assert "Số &lt;hồ&gt; sơ" in row
