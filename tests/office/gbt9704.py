"""GB/T 9704-2012, clause by clause, measured on what LibreOffice prints of our files.

`measure` gives rows of clause, what is required, what was found, and whether it agrees; the test asks for agreement,
`docs/measure_gbt9704.py` prints the table.  Lengths are millimetres; text edges are those of the ink unless it says
line box (where a font's own white would mislead).
"""

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from eduduty_desktop.document import Block, ImprintPlace, Layout, Paragraph, Run, build_report, settled
from eduduty_desktop.draft.records import Text
from eduduty_desktop.office import write_report
from tests.document.example import COVER, LONG, draft
from tests.office.ink import DARK, PIXELS, Ink, ink_of
from tests.office.pages import HAN, MM, Line, body, printed_pages

CHARACTER = 156 / 28
LINE = 225 / 22
TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0
LENGTHS = 30
"""Lengths of the text for which the signature's page is looked at."""

OFFICIAL = Layout(
    letterhead=True,
    copy_number="12",
    secrecy="秘密★1年",
    urgency="特急",
    sealed=True,
    note="此件公开发布",
    attached=("问题整改台账", "达标对照表"),
    imprint=True,
    copies="溪口市委办公室，溪口市人大常委会办公室，溪口市政协办公室，溪口市人武部，溪口市人民法院，溪口市人民检察院",
)


class Row(NamedTuple):
    """One measurement: clause, what is measured, required, found, whether it agrees."""

    clause: str
    what: str
    required: str
    found: str
    agrees: bool


def official_blocks() -> tuple[Block, ...]:
    """A sealed upward document with everything the standard knows."""
    cover = {**COVER, "document_number": "溪政报〔2022〕8号", "signatory": "张晓明"}
    whole = draft(cover={field: Text(words) for field, words in cover.items()})
    return settled(build_report(whole, OFFICIAL), OFFICIAL)


def prose_blocks(lines: int | None = None) -> tuple[Block, ...]:
    """A report of nothing but Han characters between its opening and its closing; of so many lines, if it is said."""
    blocks = build_report(draft())
    texts = [LONG] * 12 if lines is None else [(LONG * 4)[: 26 + 28 * (lines - 1)]]
    return (*blocks[:3], *(Paragraph((Run(text),)) for text in texts), *blocks[-4:])


SHORT = Layout(imprint=True, copies="溪口市委办公室")
PLACES = {ImprintPlace.NEXT_PAGE.value: 3, ImprintPlace.SAME_PAGE.value: 20, ImprintPlace.AFTER_BLANK.value: 29}
"""Lengths of the text after which 版记 comes to stand in each of its places."""


def short_blocks(lines: int) -> tuple[Block, ...]:
    """As `prose_blocks`, with 版记."""
    blocks = build_report(draft(), SHORT)
    text = (LONG * 4)[: 26 + 28 * (lines - 1)]
    return settled((*blocks[:3], Paragraph((Run(text),)), *blocks[-5:]), SHORT)


def write_all(folder: Path) -> list[Path]:
    """The files that are measured: official.docx, prose.docx, and prose of 30 lengths."""
    write_report(official_blocks(), folder / "official.docx", layout=OFFICIAL)
    write_report(prose_blocks(), folder / "prose.docx")
    for lines in range(1, LENGTHS + 1):
        write_report(prose_blocks(lines), folder / f"length-{lines:02d}.docx")
    for place, lines in PLACES.items():
        write_report(short_blocks(lines), folder / f"imprint-{place}.docx", layout=SHORT)
    return sorted(folder.glob("*.docx"))


def measure(folder: Path) -> list[Row]:
    """Every row, from the folder with the PDFs."""
    official, prose = folder / "official.pdf", folder / "prose.pdf"
    return [
        *_page_rows(prose),
        *_letterhead_rows(official),
        *_opening_rows(prose),
        *_closing_rows(prose, official),
        *_orphan_rows(folder),
        *_attachment_rows(official),
        *_imprint_rows(official),
        *_place_rows(folder),
        *_number_rows(prose, official),
    ]


# --- 5: paper, type area, lines -------------------------------------------------------------------------------


def _page_rows(pdf: Path) -> Iterator[Row]:
    pages = printed_pages(pdf)
    yield Row("5.1", "用纸幅面", "A4，210×297", "210×297", agrees=True)  # printed_pages refuses any other
    full = [body(page) for page in pages[1:-2]]
    lines = [line for page in full for line in page]
    ink = ink_of(pdf, 2)
    bands = ink.bands(LEFT, RIGHT, 0, 297 - 30)
    left = min(line.left for line in lines) / MM
    right = max(line.right for line in lines) / MM
    inner = [band for band in bands if band[0] < BOTTOM]
    top, bottom = inner[0][0], inner[-1][1]
    yield _length("5.2.1", "订口（左白边）", 28, left, 1)
    yield _length("5.2.1", "版心右边（左白边 28＋宽 156）", 184, right, 1)
    yield _length("5.2.1", "天头：首行字的上边（行框上边 37，字在行内）", 37 + (LINE - 5.6) / 2, top, 2)
    yield _length("5.2.1", "版心下边：末行字的下边（不超出 262）", 262 - (LINE - 5.6) / 2, bottom, 2.5)
    sizes = _font_sizes(pdf)
    yield _equal("5.2.2", "正文字号", "3号（16磅）", f"{sizes[0]}磅", "16磅")
    counts = {len(page) for page in full}
    yield _equal("5.2.3", f"每面行数（{len(full)} 个满页）", "22", "、".join(map(str, sorted(counts))))
    han = [line for line in lines if HAN.fullmatch(line.text) and abs(line.right / MM - RIGHT) < 1.5]
    flush = {len(line.text) for line in han if line.left / MM < LEFT + 1}
    first = {len(line.text) for line in han if line.left / MM > LEFT + 7}
    yield _equal("5.2.3", f"每行字数（{len(han)} 个满行）", "28", "、".join(map(str, sorted(flush))))
    yield _equal("7.3.3", "每段首行（左空二字）字数", "26", "、".join(map(str, sorted(first))))
    pitch = [b.top - a.top for page in full for a, b in pairwise(page)]
    yield _length("5.2.3", "行距", LINE, sum(pitch) / len(pitch) / MM, 0.05)


# --- 7.2: 版头 ------------------------------------------------------------------------------------------------


def _letterhead_rows(pdf: Path) -> Iterator[Row]:
    page, ink = printed_pages(pdf)[0], ink_of(pdf, 1)
    texts = {line.text: line for line in page}
    yield _equal("7.2.1", "份号：6 位阿拉伯数字，版心左上角第一行", "000012", page[0].text)
    yield _length("7.2.1", "份号左边", 28, page[0].left / MM, 0.5)
    yield _equal("7.2.2、7.2.3", "密级、紧急程度分行顶格", "秘密★1年、特急", f"{page[1].text}、{page[2].text}")
    mark = next(line for line in page if line.text.endswith("文件"))
    red = next(band for band in ink.bands(LEFT, RIGHT, 68, 110) if band[1] - band[0] > 8)
    yield _length("7.2.4", "发文机关标志上边缘至版心上边缘", 35, red[0] - TOP, 1)
    yield _length("7.2.4", "发文机关标志居中：左右余地之差", 0, (mark.left + mark.right) / MM - LEFT - RIGHT, 1)
    number = next(line for text, line in texts.items() if text.startswith("溪政报"))
    (rule,) = [band for band in ink.bands(LEFT + 2, RIGHT - 2, 100, 160) if band[1] - band[0] < 1]
    bands = [band for band in ink.bands(LEFT, RIGHT, red[1], rule[0]) if band[1] - band[0] > 3]
    yield _length("7.2.5", "标志与发文字号之间的空行数", 2, (bands[0][0] - red[1]) / LINE - 0.5, 0.5)
    yield _length("7.2.5", "发文字号（上行文）左空一字", CHARACTER, number.left / MM - LEFT, 0.5)
    yield _length("7.2.6", "签发人右空一字", CHARACTER, RIGHT - number.right / MM, 0.8)
    yield _length("7.2.7", "分隔线在发文字号之下", 4, rule[0] - bands[-1][1], 0.5)
    left, right = ink.span(*rule)
    yield _length("7.2.7", "分隔线与版心等宽", 156, right - left, 1)
    title = next(band for band in ink.bands(LEFT, RIGHT, rule[1], BOTTOM) if band[1] - band[0] > 4)
    yield _length("7.3.1", "标题在分隔线下空行数", 2, (title[0] - rule[1]) / LINE, 0.5)
    first_page = [line for line in page if line.top / MM > title[0]]
    text_lines = [line for line in first_page if "高度重" in line.text or line.text.startswith("根据")]
    yield _equal("7.3.3", "首页显示正文", "有正文", "有正文" if text_lines else "没有")


# --- 7.3.1 to 7.3.3 -------------------------------------------------------------------------------------------


def _opening_rows(pdf: Path) -> Iterator[Row]:
    page = body(printed_pages(pdf)[0])
    sizes = _font_sizes(pdf)
    title, addressee, lead = page[:2], page[2], page[3]
    yield _equal("7.3.1", "标题字号", "2号（22磅）", f"{max(sizes)}磅", "22磅")
    for at, line in enumerate(title, 1):
        yield _length("7.3.1", f"标题第 {at} 行居中：左右余地之差", 0, (line.left + line.right) / MM - LEFT - RIGHT, 1)
    widths = [line.right - line.left for line in title]
    yield _equal("7.3.1", "标题行不等长（梯形或菱形）", "不等", "不等" if max(widths) - min(widths) > 8 else "相等")
    # Boxes of 22 and 16 pt begin at different heights of their lines: half the difference of their sizes.
    yield _length("7.3.2", "标题与主送机关之间的空行数", 1, (addressee.top - title[-1].top) / MM / LINE - 1, 0.25)
    yield _length("7.3.2", "主送机关顶格", 28, addressee.left / MM, 0.5)
    yield _equal("7.3.2", "主送机关后的标点", "：", addressee.text[-1])
    yield _length("7.3.3", "正文每段左空二字", 2 * CHARACTER, lead.left / MM - LEFT, 0.6)


# --- 7.3.4 to 7.3.6 -------------------------------------------------------------------------------------------


def _closing_rows(plain: Path, official: Path) -> Iterator[Row]:
    last = body(printed_pages(plain)[-1])
    at = next(at for at, line in enumerate(last) if line.text.startswith("附件："))
    note, issuer, date = last[at], last[at + 1], last[at + 2]
    yield _length("7.3.4", "附件说明在正文下空行数", 1, (note.top - last[at - 1].top) / MM / LINE - 1, 0.1)
    yield _length("7.3.4", "附件说明左空二字", 2 * CHARACTER, note.left / MM - LEFT, 0.6)
    yield _equal("7.3.4", "只有一个附件：不编号", "附件：溪", note.text[:4])
    yield _length("7.3.5.2", "不盖章：署名上空行数", 1, (issuer.top - note.top) / MM / LINE - 1, 0.1)
    yield _length("7.3.5.2", "不盖章：署名右空二字", 2 * CHARACTER, RIGHT - issuer.right / MM, 1)
    yield _length("7.3.5.2", "不盖章：日期首字比署名首字右移二字", 2 * CHARACTER, (date.left - issuer.left) / MM, 0.6)
    lines = [line for page in printed_pages(official) for line in page]
    at = next(at for at, line in enumerate(lines) if line.text == "2022年1月5日")
    issuer, date, remark = lines[at - 1], lines[at], lines[at + 1]
    # LibreOffice sets white between Han characters and digits whatever the file says, half of it at this side.
    yield _length("7.3.5.1", "盖章：日期右空四字", 4 * CHARACTER, RIGHT - date.right / MM, 4)
    middles = (date.left + date.right - issuer.left - issuer.right) / 2 / MM
    yield _length("7.3.5.1", "盖章：署名以日期为准居中，中线之差", 0, middles, 0.5)
    note = next(line for line in lines if line.text.endswith("履行教育职责数据附表") and line.text[0] in "123")
    yield _length(
        "7.3.5.1", "盖章：署名上空行数（印章上距正文一行之内）", 2, (issuer.top - note.top) / MM / LINE - 1, 0.1
    )
    yield _length("7.3.6", "附注左空二字，在日期下一行", 2 * CHARACTER, remark.left / MM - LEFT, 0.8)
    yield _equal("7.3.6", "附注加圆括号", "（此件公开发布）", remark.text)
    at = next(at for at, line in enumerate(lines) if line.text.startswith("附件：1."))
    names = lines[at : at + 2]
    yield _length("7.3.4", "多个附件：序号上下对齐", 0, (names[1].left - names[0].left) / MM - 3 * CHARACTER, 1)


def _orphan_rows(folder: Path) -> Iterator[Row]:
    """7.3.5.5: whatever the length, there is text on the page of signature and date."""
    found = []
    for lines in range(1, LENGTHS + 1):
        page = body(printed_pages(folder / f"length-{lines:02d}.pdf")[-1])
        texts = [line.text for line in page]
        at = next((at for at, text in enumerate(texts) if text.startswith("附件：")), 0)
        found.append(at if texts[-1] == "2022年1月5日" else 0)
    yield Row(
        "7.3.5.5",
        f"正文 1—{LENGTHS} 行的 {LENGTHS} 种篇幅：署名、日期所在页的正文行数",
        "都不少于 1",
        f"最少 {min(found)}，最多 {max(found)}",
        min(found) >= 1,
    )


# --- 7.3.7, 7.4, 7.5, 8 ---------------------------------------------------------------------------------------


def _attachment_rows(pdf: Path) -> Iterator[Row]:
    pages = printed_pages(pdf, beyond=33 * MM)  # without the turned page numbers
    for number in (1, 2):
        page = next(page for page in pages if any(line.text == f"附件{number}" for line in page))
        at = next(at for at, line in enumerate(page) if line.text == f"附件{number}")
        mark, title = page[at], page[at + 1]
        yield _equal("7.3.7", f"附件{number} 另面编排，标识在第一行", "第 1 行", f"第 {at + 1} 行")
        yield _length("7.3.7", f"附件{number} 标识顶格（横表版心左边 35）", 35, mark.left / MM, 0.6)
        yield _length("7.3.7", f"附件{number} 标题在第三行", 3, (title.top - mark.top) / MM / LINE + 1, 0.3)
        middle = (title.left + title.right) / 2 / MM
        yield _length("7.3.7", f"附件{number} 标题居中（横表版心中线）", 35 + 225 / 2, middle, 1)


def _imprint_rows(pdf: Path) -> Iterator[Row]:
    count = len(printed_pages(pdf))
    page, ink = printed_pages(pdf)[-1], ink_of(pdf, count)
    rules = [band for band in ink.bands(90, 110, 37, 266) if band[1] - band[0] < 0.75]
    copies = next(line for line in page if line.text.startswith("抄送："))
    office = next(line for line in page if line.text.endswith("印发"))
    yield _equal("7.4.1", "版记的线", "3 条", f"{len(rules)} 条")
    yield _length("7.4.1", "末条分隔线与版心下边缘重合", 262, rules[-1][1], 0.6)
    yield _length("7.4.1", "首条（粗）线", 0.35, rules[0][1] - rules[0][0], 0.15)
    yield _length("7.4.1", "中间（细）线", 0.25, rules[1][1] - rules[1][0], 0.15)
    left, right = ink.span(*rules[-1])
    yield _length("7.4.1", "线与版心等宽", 156, right - left, 1)
    yield _length("7.4.2", "抄送左空一字（4号）", 14 / MM, copies.left / MM - LEFT, 0.8)
    yield _length("7.4.3", "印发机关左空一字（4号）", 14 / MM, office.left / MM - LEFT, 0.8)
    yield _length("7.4.3", "印发日期右空一字（4号）", 14 / MM, RIGHT - office.right / MM, 0.8)


def _place_rows(folder: Path) -> Iterator[Row]:
    """7.4: at the foot of the last even page; 7.5: after a blank page neither page has a number."""
    wanted = {
        "same_page": ("双页末尾够放：与正文同面", "共 2 面，末面页码 —2—，空白面 0"),
        "next_page": ("正文止于单页：下一面（双页）", "共 2 面，末面页码 —2—，空白面 0"),
        "after_blank": ("双页放不下：空一面后的双页，空白页和版记页均不编页码", "共 4 面，末面页码 无，空白面 1"),
    }
    for place, (words, required) in wanted.items():
        pages = printed_pages(folder / f"imprint-{place}.pdf")
        number = next((line.text for line in pages[-1] if re.fullmatch(r"—\d+—", line.text)), "无")
        blank = sum(not page for page in pages)
        clause = "7.5" if place == "after_blank" else "7.4"
        yield _equal(clause, f"版记位置：{words}", required, f"共 {len(pages)} 面，末面页码 {number}，空白面 {blank}")


def _number_rows(prose: Path, official: Path) -> Iterator[Row]:
    for at, name in ((2, "双"), (3, "单")):
        foot = printed_pages(prose)[at - 1][-1]
        dash = ink_of(prose, at).bands(foot.left / MM - 0.5, foot.left / MM + 2.5, 264, 290)
        yield _equal("7.5", f"{name}页页码", f"—{at}—", foot.text)
        yield _length("7.5", f"{name}页一字线上距版心下边缘", 7, dash[0][0] - BOTTOM, 0.6)
        edge = RIGHT - foot.right / MM if name == "单" else foot.left / MM - LEFT
        side = "右" if name == "单" else "左"
        yield _length("7.5", f"{name}页页码居{side}空一字（4号）", 14 / MM, edge, 0.8)
    yield _equal("7.5", "页码字号", "4号（14磅）", f"{min(_font_sizes(prose))}磅", "14磅")
    for page in range(1, len(printed_pages(official)) + 1):
        ink = ink_of(official, page)
        if ink.width > ink.height:
            yield from _broad_number(ink, printed_pages(official)[page - 1])


def _broad_number(ink: Ink, page: list[Line]) -> Iterator[Row]:
    """8: the page number of a broad table stands where it stands on upright pages: turned, at the left."""
    number = int(next(digits for line in page if (digits := re.sub(r"\D", "", line.text)) and line.left / MM < 30))
    bands = ink.bands(10, 33, 0, 210)
    top, bottom = bands[0][0], bands[-1][1]
    dash = ink_span(ink, bands[0] if number % 2 else bands[-1])
    where, found = ("右下角（横看在左下）", 184 - bottom) if number % 2 else ("左下角（横看在左上）", top - 28)
    yield _length("8", f"横表第 {number} 页页码位置同竖页：{where}，空一字（4号）", 14 / MM, found, 0.8)
    yield _length("8", f"横表第 {number} 页一字线距版心（竖放时的下边缘）", 7, 35 - dash, 0.8)


def ink_span(ink: Ink, band: tuple[float, float]) -> float:
    """The right edge of a dash of a turned page number."""
    rows = ink.rows[round(band[0] * PIXELS) : round(band[1] * PIXELS)]
    return max(at for row in rows for at, pixel in enumerate(row[: 33 * PIXELS]) if pixel < DARK) / PIXELS


def _font_sizes(pdf: Path) -> list[int]:
    """Sizes in points of the fonts in use, the most frequent first."""
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", str(pdf)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode(errors="replace")
    sizes = dict(re.findall(r'<fontspec id="(\d+)" size="(\d+)"', done))
    used: dict[int, int] = {}
    for font in re.findall(r'<text [^>]*font="(\d+)"', done):
        size = int(sizes[font])
        used[size] = used.get(size, 0) + 1
    return sorted(used, key=lambda size: -used[size])


def _length(clause: str, what: str, wanted: float, found: float, within: float) -> Row:
    return Row(clause, what, f"{wanted:.1f}±{within:g}", f"{found:.2f}", abs(found - wanted) <= within)


def _equal(clause: str, what: str, required: str, found: str, wanted: str = "") -> Row:
    return Row(clause, what, required, found, found == (wanted or required))
