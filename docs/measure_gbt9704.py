"""Measures the report against GB/T 9704-2012 as LibreOffice prints it, and writes docs/gbt9704.md.

    python docs/measure_gbt9704.py

Needs soffice, poppler-utils and the fonts named in tests/office/fonts.conf; exits 1 if a clause is missed.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.office.gbt9704 import Row, measure, write_all
from tests.office.pages import PDF_WITH_BLANK_PAGES, convert

TABLE = Path(__file__).with_name("gbt9704.md")
HEAD = """# GB/T 9704—2012 逐条测量

由 `python docs/measure_gbt9704.py` 生成：程序写出的 .docx 经 LibreOffice 7.4 打印成 PDF，再量文字位置
（poppler 的 `pdftotext -bbox`）和墨迹（254 dpi 的灰度图）。长度单位毫米，“一字”为版心宽的 1/28，“一行”为版心高的 1/22。

这台机器没有方正小标宋、仿宋_GB2312、楷体_GB2312 和 Times New Roman，用字宽相同的开放字体代替（`tests/office/fonts.conf`）；
数字比 Times New Roman 略宽，LibreOffice 又不理会“不在汉字与数字之间加空”（`w:autoSpaceDN`），所以盖章件的日期右边余地
（7.3.5.1）比 Word 里少。Word 和 WPS 里的效果没有在这台机器上量过。

同样的文件用 ISO/IEC 29500-4（过渡）的 XSD 校验没有错误，元素次序另有自己的检查：`tests/office/schemas.py`。

| 条款 | 内容 | 要求 | 实测 | 符合 |
|---|---|---|---|---|
"""


def line(row: Row) -> str:
    return f"| {row.clause} | {row.what} | {row.required} | {row.found} | {'是' if row.agrees else '**否**'} |\n"


def main() -> int:
    """Write the table; 1 if a clause is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert(write_all(folder), folder, folder / "profile", PDF_WITH_BLANK_PAGES)
        rows = measure(folder)
    TABLE.write_text(HEAD + "".join(map(line, rows)), encoding="utf-8")
    missed = [row for row in rows if not row.agrees]
    for row in missed:
        print(f"{row.clause} {row.what}: required {row.required}, found {row.found}", file=sys.stderr)
    print(f"{len(rows)} rows, {len(missed)} missed")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
