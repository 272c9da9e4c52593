"""The rows of the cover's table and what each is called: the cover page's own, and those kept there for other parts."""

COVER_FIELDS: dict[str, str] = {
    "county": "县（市、区）",
    "year": "年度",
    "self_name": "自称",
    "issuer": "发文机关",
    "recipient": "主送机关",
    "title": "报告标题",
    "notice_title": "通知名称",
    "notice_number": "通知文号",
    "date": "成文日期",
    "signatory": "签发人",
    "document_number": "发文字号",
    "contact": "联系人及电话",
    "word_limit": "全文字数上限",
    "score_total": "自评总分",
    "grade": "自评等级",
}

LAYOUT_FIELDS: dict[str, str] = {
    "layout.fonts": "字体",
    "layout.latin": "数字和字母的字体",
    "layout.letterhead": "版头",
    "layout.mark": "发文机关标志",
    "layout.copy_number": "份号",
    "layout.secrecy": "密级和保密期限",
    "layout.urgency": "紧急程度",
    "layout.run_in": "标题与正文接排",
    "layout.evidence": "正文注明佐证材料",
    "layout.bold_third": "三级标题加粗",
    "layout.centred_numbers": "页码居中",
    "layout.sealed": "加盖印章",
    "layout.note": "附注",
    "layout.attached": "随文装订的附表",
    "layout.imprint": "版记",
    "layout.copies": "抄送机关",
    "layout.printer": "印发机关",
    "layout.printed_on": "印发日期",
    "layout.template": "红头模板",
}
"""版式 of the Word report: further rows of the cover's table, read by `document.layout`."""

EDITION_FIELDS: dict[str, str] = {
    "withheld.metrics": "公示版不公开的数据",
    "withheld.words": "公示版不公开的字词",
    "signed.proofreader": "校对",
    "signed.checker": "核稿",
    "signed.countersigners": "会签",
    "signed.issuer": "签发",
    "signed.on": "定稿日期",
}
"""What 公示版 withholds (`withholding`) and who signed off the 报送稿 (`sign_off`): rows of the cover's table, too."""

SCHOOL_FIELDS: dict[str, str] = {"schools.method": "差异系数的算法"}
"""How the 学校基表 is computed (`resources`): a row of the cover's table, too."""
