"""DOCX packages written part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file of the members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain text becomes a run."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def table(*rows: list[str], properties: str = "") -> str:
    """A table; cells that begin with "<" are taken as they are, others are text."""
    made = []
    for row in rows:
        cells = [cell if cell.startswith("<w:tc") else f"<w:tc>{cell if cell.startswith('<') else par(cell)}</w:tc>" for cell in row]
        made.append(f"<w:tr>{properties}{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def package(body: str, strict: bool = False, main: str = "word/document.xml", **parts: str) -> bytes:
    """A DOCX whose body and other parts ("numbering", "styles", "footnotes") hold the given XML."""
    kinds = "".join(f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        main: f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        f"{main.rpartition('/')[0]}/_rels/{main.rpartition('/')[2]}.rels": f'<Relationships xmlns="{_LINKS}">{kinds}</Relationships>',
    }
    for kind, xml in parts.items():
        members[f"{main.rpartition('/')[0]}/{kind}.xml"] = xml
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            if strict:
                text = text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/")
                text = text.replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
            file.writestr(name, text)
    return made.getvalue()


def numbering(*levels: str, extra: str = "") -> str:
    """A numbering part with one list (1) of the given levels, each the inside of a `w:lvl`."""
    made = "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels))
    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}</w:numbering>'
    )


def level(form: str, text: str, extra: str = "") -> str:
    """The inside of a `w:lvl`."""
    return f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'


def listed(depth: int = 0, number: int = 1) -> str:
    """Properties of a paragraph of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
