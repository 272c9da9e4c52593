"""What a template's makers left in it does not go out with the report."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from eduduty_desktop.document.layout import Layout
from eduduty_desktop.document.report import build_report
from eduduty_desktop.office import write_report
from tests.document import example

NAME, PATH = "李晓峰", "C:/Users/lixf/secret"


def left_behind(path: Path) -> None:
    """A red-head template as offices have them."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.category = NAME
    document.core_properties.subject = PATH
    head = document.add_paragraph("溪口市人民政府文件")
    head._p.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", "00AB12CD")
    w = nsdecls("w")
    for xml in (
        f'<w:bookmarkStart {w} w:id="900" w:name="_GoBack"/>',
        f'<w:bookmarkEnd {w} w:id="900"/>',
        f'<w:ins {w} w:id="1" w:author="{NAME}"><w:r><w:t>〔2022〕</w:t></w:r></w:ins>',
        f'<w:del {w} w:id="2" w:author="{NAME}"><w:r><w:delText>旧字{NAME}</w:delText></w:r></w:del>',
        f'<w:sdt {w}><w:sdtPr><w:alias w:val="{NAME}"/><w:id w:val="77123"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>控件里的字</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        head._p.append(parse_xml(xml))
    document.add_paragraph("{{正文}}")
    settings = document.settings.element
    settings.append(parse_xml(f'<w:rsids {w}><w:rsidRoot w:val="00AB12CD"/></w:rsids>'))
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document.part._settings_part.relate_to(f"file:///{PATH}/a.dotx", f"{base}/attachedTemplate", is_external=True)
    package = document.part.package
    custom = f'<Properties xmlns="x"><property name="{NAME}"/></Properties>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package.relate_to(Part(PackURI("/docProps/custom.xml"), kind, custom, package), f"{base}/custom-properties")
    comments = f'<w:comments {w}><w:comment w:id="1" w:author="{NAME}"/></w:comments>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    document.part.relate_to(Part(PackURI("/word/comments.xml"), kind, comments, package), f"{base}/comments")
    document.save(str(path))


def test_a_templates_traces_stay_in_the_house(tmp_path: Path) -> None:
    template, target = tmp_path / "红头.docx", tmp_path / "报告.docx"
    left_behind(template)
    layout = Layout(template=str(template))
    write_report(build_report(example.draft(), layout), target, layout=layout, now=datetime(2022, 1, 5, tzinfo=UTC))
    with zipfile.ZipFile(template) as archive:
        before = b"".join(map(archive.read, archive.namelist())).decode(errors="replace")
    assert before.count(NAME) > 5, "the test looks where names are"
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode(errors="replace")
            for trace in (NAME, "lixf", "rsid", "bookmark", "w:sdt", "w:ins ", "w:del ", "77123", "customXml"):
                assert trace not in text, f"{trace} in {name}"
            assert name not in {"docProps/custom.xml", "word/comments.xml"}
        body = archive.read("word/document.xml").decode()
    assert "〔2022〕" in body
    assert "控件里的字" in body
    assert "旧字" not in body
    assert docx.Document(str(target)).paragraphs[0].text.startswith("溪口市人民政府文件")
