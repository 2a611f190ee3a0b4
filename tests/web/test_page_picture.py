import io
from pathlib import Path

import pymupdf
import pytest
from handmade_archive import SENTENCE, boxes_of
from PIL import Image

from qa_cchc.records import Box
from qa_cchc.web import page_picture


def drawn(file: Path, page: int, boxes: tuple[Box, ...] = (), zoom: int = 0) -> Image.Image:
    return Image.open(io.BytesIO(page_picture.picture(file, page, boxes, zoom=zoom))).convert("RGB")


def region(image: Image.Image, file: Path, box: Box) -> Image.Image:
    width, _, _ = page_picture.page_size(file, box.page)
    scale = image.width / width
    return image.crop(tuple(int(side * scale) for side in (box.x0, box.y0, box.x1, box.y1)))


def ink(image: Image.Image) -> int:
    return sum(1 for value in image.convert("L").tobytes() if value < 110)


@pytest.mark.parametrize("page", [2, 3])
def test_mark_covers_the_words_and_leaves_them_readable(pdf_file: Path, page: int):
    (box,) = boxes_of(pdf_file, page, SENTENCE)
    plain, marked = (region(drawn(pdf_file, page, boxes), pdf_file, box) for boxes in ((), (box,)))
    assert plain.getpixel((1, 1)) == (255, 255, 255)
    assert marked.getpixel((1, 1)) == (255, 224, 122)
    # What is printed lies inside the box, and is as dark under the marker as without it.
    assert ink(plain) > 200 and abs(ink(marked) - ink(plain)) < ink(plain) * 0.3
    whole = drawn(pdf_file, page)
    assert ink(plain) > 0.9 * (ink(whole) - 400)


def test_mark_of_another_page_is_not_drawn(pdf_file: Path):
    boxes = boxes_of(pdf_file, 2, SENTENCE)
    assert drawn(pdf_file, 1, boxes).tobytes() == drawn(pdf_file, 1).tobytes()


def test_zoom_gives_a_wider_picture(pdf_file: Path):
    assert [drawn(pdf_file, 1, zoom=zoom).width for zoom in (0, 1, 2, 9)] == [900, 1300, 1800, 1800]


def test_box_beyond_the_page_does_no_harm(pdf_file: Path):
    assert drawn(pdf_file, 1, (Box(1, -50, -50, 9000, -1), Box(1, 500, 800, 9000, 9000))).width == 900


@pytest.mark.parametrize("page", [0, 4, 10_000])
def test_page_that_is_not_there(pdf_file: Path, page: int):
    with pytest.raises(page_picture.PageUnknown):
        page_picture.picture(pdf_file, page)


def test_broken_file_is_told_apart_from_a_missing_page(tmp_path: Path):
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7\nnot a document")
    with pytest.raises(page_picture.PageBroken):
        page_picture.picture(broken, 1)
    with pytest.raises(page_picture.PageBroken):
        page_picture.page_size(broken, 1)


def test_huge_page_is_held_down(tmp_path: Path):
    file = tmp_path / "to.pdf"
    with pymupdf.open() as document:
        document.new_page(width=40, height=14_000)
        document.save(file)
    picture = drawn(file, 1)
    assert picture.width * picture.height <= 12_500_000


def test_changed_file_is_drawn_anew(tmp_path: Path):
    file = tmp_path / "doi.pdf"
    for width in (300, 400):
        with pymupdf.open() as document:
            document.new_page(width=width, height=500)
            document.save(file)
        picture = drawn(file, 1)
        assert picture.height == pytest.approx(900 * 500 / width, abs=2)


def test_row_around_a_value_is_coloured_faintly(pdf_file: Path):
    (box,) = boxes_of(pdf_file, 2, SENTENCE)
    value = Box(2, box.x0, box.y0, box.x0 + 30, box.y1)
    image = Image.open(io.BytesIO(page_picture.picture(pdf_file, 2, (value,), (box,)))).convert("RGB")
    colours = {colour for _, colour in region(image, pdf_file, box).getcolors(maxcolors=100_000)}
    assert {(255, 246, 214), (255, 224, 122)} <= colours and (178, 58, 30) in colours
