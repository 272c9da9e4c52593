"""Gaps that were never filled, words typed twice before a function word, and lists of annexes that skip a number."""

import pytest

from eduduty_desktop.proof.residue.kinds import Kind
from tests.proof.residue.found import pieces, residues

FOUND = [
    ("清溪县人民政府\n2023年 月 日", "年 月 日", Kind.EMPTY_FIELD),
    ("生均经费比上年增长 %，位居全市前列。", "增长 %", Kind.NUMBER),
    ("完成第 批平安校园达标建设。", "第 批", Kind.NUMBER),
    ("家长满意度达9 .%，较为理想。", "9 .%", Kind.NUMBER),
    ("中小学校1,,321所全部达标。", "1,,321", Kind.NUMBER),
    ("附表：各校情况统计表（　　　　　）", "（　　　　　）", Kind.EMPTY_FIELD),
    ("广大教师付出了艰辛艰辛的努力。", "艰辛艰辛", Kind.DUPLICATE),
    ("城乡差距正在慢慢填平慢慢填平。", "慢慢填平慢慢填平", Kind.DUPLICATE),
    ("特此报告。\n附件：\n\n云川县人民政府\n2022年12月8日", "附件：", Kind.EMPTY_FIELD),
    ("特此报告。\n联系人：\n\n云川县教育局", "联系人：", Kind.EMPTY_FIELD),
    ("带宽达到1OOM以上。", "1OO", Kind.OCR),
    ("劳动教育基地建成ll处，覆盖了大部分乡镇。", "ll", Kind.OCR),
    ("差异系数初中在O.187—0.402之间。", "O.187", Kind.OCR),
    ("隐患整改率达1００%。", "1００", Kind.OCR),
    ("获得一等奖21个个。", "1个个", Kind.NUMBER),
    ("校际差异系数O.336，低于规定值。", "O.336", Kind.OCR),
    ("附件：1.自评得分表\n3.重点项目一览表\n", "3.重点项目一览表", Kind.NUMBERING),
]

SOUND = [
    "2023年3月1日",
    "比上年增长3.2%。",
    "第三批、第四批平安校园达标建设。",
    "家长满意度达9.5%。",
    "中小学校1,321所全部达标。",
    "加快成都都市圈建设，学前教育也有发展。",
    "我们认真研究研究的问题都有了结果。",
    "21个项目，3个个案。",
    "附件：1.自评得分表\n2.重点项目一览表\n\n3.另有说明",
    "附件：1.自评得分表\n联系人：李老师",
]


@pytest.mark.parametrize(("text", "piece", "kind"), FOUND)
def test_found(text: str, piece: str, kind: Kind) -> None:
    assert piece in pieces(text, kind)


@pytest.mark.parametrize("text", SOUND)
def test_sound(text: str) -> None:
    quiet = {Kind.EMPTY_FIELD, Kind.NUMBER, Kind.DUPLICATE, Kind.OCR, Kind.NUMBERING}
    assert not [one for one in residues(text) if one.kind in quiet]
