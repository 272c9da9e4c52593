"""What the cover data come to in the report: title, recipient, lead, signature, date.

Everything is composed in our own standard wording; a field that was not filled in prints as 〔待填〕.
"""

import re

from eduduty_desktop.document.blocks import DateLine, Paragraph, Recipient, Run, Signature, Title, Trace
from eduduty_desktop.document.measure import char_width, title_lines
from eduduty_desktop.document.score_words import in_lead
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import VetoAnswer
from eduduty_desktop.draft.values import MISSING_TEXT
from eduduty_desktop.framework import VetoEffect

LINE_CHARACTERS = 28
SEALED_RIGHT = 4
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_VETO_WORDS = {
    frozenset({VetoEffect.FAIL}): "“一票否决”",
    frozenset({VetoEffect.DOWNGRADE, VetoEffect.NOT_BEST}): "降低评价等次的",
}
_SELF_NAMES = {"县": "我县", "市": "我市", "区": "我区", "旗": "我旗"}


def cover_key(field: str) -> Key:
    return Key("cover", field)


def given(reader: Reader, field: str) -> str:
    """A cover field as entered, empty if it was not."""
    record = reader.get(cover_key(field))
    return record.text.strip() if record is not None else ""


def field_text(reader: Reader, field: str) -> str:
    """A cover field as entered, 〔待填〕 if it was not."""
    return given(reader, field) or MISSING_TEXT


def self_name(reader: Reader) -> str:
    """我县, 我市 or 我区: as entered, else by the county's last character."""
    county = given(reader, "county")
    return given(reader, "self_name") or _SELF_NAMES.get(county[-1:], "我县" if county else MISSING_TEXT)


def issuer(reader: Reader) -> str:
    """发文机关: as entered, else the county's people's government."""
    county = given(reader, "county")
    return given(reader, "issuer") or (f"{county}人民政府" if county else MISSING_TEXT)


def subject(reader: Reader) -> str:
    """事由 and 文种, the part of the title after the issuer."""
    return f"关于{field_text(reader, 'year')}年度履行教育职责情况的自评报告"


def title(reader: Reader) -> str:
    """标题 of issuer, subject and kind (format.md §1.1), or as entered."""
    return given(reader, "title") or issuer(reader) + subject(reader)


def appendix_title(reader: Reader) -> str:
    """Name of the data appendix, the same in 附件说明 and on the file."""
    return f"{field_text(reader, 'county')}{field_text(reader, 'year')}年度履行教育职责数据附表"


def printed_date(text: str) -> str:
    """`2022-01-05` as 2022年1月5日 (7.3.5.4: Arabic numerals, no leading zeros); other texts stay."""
    match = _ISO_DATE.fullmatch(text.strip())
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else text


def title_block(reader: Reader) -> Title:
    """标题 in balanced lines; the names of county and issuer stay whole."""
    names = (given(reader, "county"), issuer(reader))
    return Title(title_lines(title(reader), whole=names), Trace(cover_key("title")))


def addressee(reader: Reader) -> str:
    """主送机关 without its colon."""
    return field_text(reader, "recipient").rstrip(":：")


def recipient(reader: Reader) -> Recipient:
    """主送机关 with its colon (7.3.2)."""
    return Recipient(f"{addressee(reader)}：", Trace(cover_key("recipient")))


def lead(reader: Reader) -> Paragraph:
    """导语: by which notice, what was done, the result where the notice wants it there."""
    notice, number = field_text(reader, "notice_title"), field_text(reader, "notice_number").strip("()（）")
    runs = (
        Run("根据"),
        Run(notice if "《" in notice else f"《{notice}》", cover_key("notice_title")),
        Run(f"（{number}）", cover_key("notice_number")),
        Run("要求，"),
        Run(self_name(reader), cover_key("self_name")),
        Run("高度重视，对照评价指标体系逐项开展自查自评。"),
        *(Run(sentence) for sentence in _results(reader)),
        Run(f"现将{field_text(reader, 'year')}年度履行教育职责情况报告如下：", cover_key("year")),
    )
    return Paragraph(tuple(run for run in runs if run.text), Trace(Key("narratives", "lead")))


def _results(reader: Reader) -> list[str]:
    sentences = (_veto_sentence(reader, effects, words) for effects, words in _VETO_WORDS.items())
    return [*in_lead(reader), *(sentence for sentence in sentences if sentence)]


def _veto_sentence(reader: Reader, effects: frozenset[VetoEffect], words: str) -> str:
    answers: list[tuple[str, VetoAnswer]] = [
        (veto.text, reader.get(Key("vetoes", veto.id)) or VetoAnswer())
        for veto in reader.framework.vetoes
        if veto.effect in effects
    ]
    if not answers:
        return ""
    if any(answer.occurred is None for _, answer in answers):
        return f"{words}情形：{MISSING_TEXT}。"
    happened = [text.rstrip("。") for text, answer in answers if answer.occurred]
    return f"存在{words}情形：{'；'.join(happened)}。" if happened else f"无{words}情形。"


def closing(reader: Reader, *, sealed: bool = False, noted: bool = False) -> tuple[Signature, DateLine]:
    """署名 and 成文日期 of a single issuer.

    Without seal (7.3.5.2) the issuer leaves two characters to its right, the date begins two characters after the
    issuer; a date longer than the issuer leaves the two characters instead and the issuer moves with it.  With a seal
    (7.3.5.1) the date leaves four characters to its right and the issuer stands centred above it; a seal of 45 mm
    whose upper edge is within a line of the text wants two empty lines above.  A date that is `noted` stays with its 附注.
    """
    name, date = issuer(reader), printed_date(field_text(reader, "date"))
    name_width, date_width = char_width(name), char_width(date)
    if sealed:
        date_left = LINE_CHARACTERS - SEALED_RIGHT - date_width
        name_left = min(date_left + (date_width - name_width) / 2, LINE_CHARACTERS - name_width)
        date_left = min(date_left, name_left + (name_width - date_width) / 2)
    else:
        name_left = LINE_CHARACTERS - 2 - name_width
        if date_width > name_width:
            name_left = LINE_CHARACTERS - 2 - date_width - 2
        date_left = max(0.0, name_left) + 2
    return (
        Signature(name, max(0.0, name_left), Trace(cover_key("issuer")), 2 if sealed else 1, sealed),
        DateLine(date, max(0.0, date_left), Trace(cover_key("date")), sealed, noted),
    )
