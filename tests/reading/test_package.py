"""Zip packages and their XML: sizes counted while unpacking, no entities, no endless nesting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from raw_word import zipped

from qa_cchc.reading.blocks import Unreadable
from qa_cchc.reading.package import Package, parse_xml, too_deep
from qa_cchc.settings import Settings

SETTINGS = Settings()


def test_members_are_found_whatever_case_or_slash() -> None:
    package = Package(zipped({"word/Document": "chữ".encode()}), SETTINGS, "DOCX")
    assert "WORD\\document" in package and package.read("/word/document").decode() == "chữ"
    assert package.xml("word/absent.xml") is None


def test_unpacked_bytes_are_counted_over_all_members() -> None:
    small = replace(SETTINGS, unpacked_mb=1)
    package = Package(zipped({"a": bytes(900_000), "b": bytes(900_000)}), small, "XLSX")
    package.read("a")
    with pytest.raises(Unreadable, match="bung ra quá lớn"):
        package.read("b")


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    data = bytearray(zipped({"a": bytes(5_000_000)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        Package(bytes(data), replace(SETTINGS, unpacked_mb=1), "DOCX").read("a")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"khong phai zip" * 9, zipped({"a": b"x" * 99})[:60]],
    ids=["empty", "magic alone", "words", "cut"],
)
def test_what_is_no_zip_is_said_to_be_broken(data: bytes) -> None:
    with pytest.raises(Unreadable, match="tệp DOCX bị hỏng"):
        Package(data, SETTINGS, "DOCX")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    name = {"cp037": "IBM037"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE a [<!ENTITY b "{"b" * 50}">]><a x="&b;">&b;</a>'
    said = "Unsupported encoding" if encoding == "cp037" else "khai báo thực thể"
    with pytest.raises(Unreadable, match=said):
        parse_xml(text.encode(encoding), 200, "tệp DOCX", "a.xml")


def test_nesting_has_a_limit() -> None:
    assert not too_deep(parse_xml(b"<a>" * 20 + b"</a>" * 20, 20, "tệp", "a"), 20)
    for depth in (21, 300, 100_000):
        with pytest.raises(Unreadable):
            parse_xml(b"<a>" * depth + b"</a>" * depth, 20, "tệp", "a")


def test_strict_names_are_read_as_the_usual_ones() -> None:
    root = parse_xml(b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>', 9, "tệp", "a")
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def test_links_lead_to_members_and_never_out_of_the_package() -> None:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://x/sheet" Target="sheets/s1.xml"/>'
        b'<Relationship Id="r2" Type="http://x/image" Target="../../../etc/passwd"/>'
        b'<Relationship Id="r3" Type="http://x/link" Target="http://a.example" TargetMode="External"/></Relationships>'
    )
    package = Package(zipped({"xl/_rels/workbook.xml.rels": rels}), SETTINGS, "XLSX")
    links = package.related("xl/workbook.xml")
    assert [(link.kind, link.target) for link in links.values()] == [
        ("sheet", "xl/sheets/s1.xml"), ("image", "etc/passwd"), ("link", ""),
    ]
