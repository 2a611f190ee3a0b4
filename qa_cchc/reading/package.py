"""Zip packages (DOCX, XLSX, ODT …) opened with care: sizes counted while unpacking, XML without entities or depth.

The numbers that a zip's own directory gives are never trusted; every reader of such a format goes through here.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from qa_cchc.reading.blocks import Unreadable
from qa_cchc.settings import Settings

_MOST_MEMBERS = 20_000
_CHUNK = 1 << 20
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO "strict" files name the same things otherwise; they are read as their usual ("transitional") form.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|spreadsheetml|drawingml)/")
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"officeDocument": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    b"spreadsheetml": b"http://schemas.openxmlformats.org/spreadsheetml/2006/",
    b"drawingml": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Relation(NamedTuple):
    """A link from one part to another: what kind (last word of its type), and the member's name; "" outside."""

    kind: str
    target: str


class Package:
    """The members of a zip file held in memory. `name` is the format as a person calls it, for messages.

    Raises Unreadable where the file is no zip, is encrypted, or exceeds the limits of the settings; names of members
    are compared without regard to case and with either slash.
    """

    def __init__(self, data: bytes, settings: Settings, name: str) -> None:
        self._called = name
        self._depth = settings.xml_depth
        self._most = settings.unpacked_mb
        self._left = settings.unpacked_mb * 1_000_000
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as problem:
            raise Unreadable(f"tệp {name} bị hỏng hoặc bị cắt cụt, không mở được ({problem})") from problem
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS:
            raise Unreadable(f"tệp {name} chứa quá nhiều tệp con ({len(members)}) nên không đọc")
        self._members = {_key(member.filename): member for member in members if member.filename and not member.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members, with "/"."""
        return tuple(member.filename.replace("\\", "/") for member in self._members.values())

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def size(self, name: str) -> int:
        """Bytes that the directory claims for a member, 0 for none: a hint only."""
        member = self._members.get(_key(name))
        return member.file_size if member else 0

    def read(self, name: str) -> bytes:
        """The bytes of a member; KeyError when there is none. All members read count against one limit."""
        member = self._members[_key(name)]
        if member.flag_bits & 0x1:
            raise Unreadable(f"tệp {self._called} có mật khẩu nên không đọc được")
        pieces: list[bytes] = []
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Unreadable(f"tệp {self._called} bung ra quá lớn (hơn {self._most} MB) nên không đọc")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as problem:
            raise Unreadable(f"tệp {self._called} bị hỏng ở phần {name} ({problem})") from problem
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a member, None when there is no such member."""
        if name not in self:
            return None
        return parse_xml(self.read(name), self._depth, f"tệp {self._called}", name)

    def related(self, name: str) -> dict[str, Relation]:
        """The links of a part (of the package itself for ""), by id."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        links: dict[str, Relation] = {}
        for link in root.iter(_RELATION) if root is not None else ():
            target = link.get("Target", "")
            if link.get("TargetMode") == "External":
                target = ""
            elif target:
                target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
            links[link.get("Id", "")] = Relation(link.get("Type", "").rpartition("/")[2], target)
        return links

    def main(self, usual: str) -> str:
        """Name of the part that holds the document itself, `usual` when the package does not say."""
        for link in self.related("").values():
            if link.kind == "officeDocument" and link.target in self:
                return link.target
        return usual


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def parse_xml(data: bytes, depth: int, whose: str, name: str) -> etree._Element:
    """The root of an XML document. Raises Unreadable when it is broken, declares a DTD, or nests deeper than `depth`.

    `whose` and `name` say in the message what was read ("tệp DOCX", "word/document.xml").
    """
    if any(mark in data for mark in _DOCTYPES):
        raise Unreadable(f"{whose} có khai báo thực thể XML ở phần {name}, có thể gây hại nên không đọc")
    if _STRICT_MARK in data:
        data = _STRICT.sub(lambda match: _USUAL[match.group(1)], data)
    # libxml2's own limits stay on: entities declared in an encoding that hides the DOCTYPE cannot grow.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        if "Excessive depth" in str(problem):
            raise Unreadable(f"{whose} lồng nhau quá sâu ở phần {name} nên không đọc") from problem
        raise Unreadable(f"{whose} bị hỏng ở phần {name} ({problem})") from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"{whose} có khai báo thực thể XML ở phần {name}, có thể gây hại nên không đọc")
    if too_deep(root, depth):
        raise Unreadable(f"{whose} lồng nhau quá {depth} tầng ở phần {name} nên không đọc")
    return root


def too_deep(root: etree._Element, depth: int) -> bool:
    """Whether an element of the tree has more than `depth` elements from the root down to it."""
    return bool(_deeper(depth)(root))


@lru_cache(maxsize=8)
def _deeper(depth: int) -> etree.XPath:
    return etree.XPath(f"boolean({'/*' * (depth + 1)})")
