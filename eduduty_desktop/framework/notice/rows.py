"""What a row of a table says by its own words: a total, a note, a line of the form."""

import re

_TOTAL = re.compile(r"(?:总?合计|总计|共计|总分值?|小计|总得分|满分)(?:[(（:：].*|得?分|分值|[0-9.]+分?)?")
_NOTE = re.compile(r"(?:备?注|说明|填表说明|有关说明|注意|提示)\s*(?:[:：0-9(（.、]|$)")
_STAR = re.compile(r"[*＊※★▲△☆]")
_FORM = re.compile(
    r"(?:填报|填表|审核|评估|考核|被评|单位|日期|盖章|负责人|联系|报送|制表|评分人|组长|自评总分|评价等级|考评人)[^:：]{0,12}[:：]|[(（]?续\s*(?:表|上表|上页|前表)?\s*[0-9一二三四五六七八九十]{0,2}[)）]?$|[—–-]\s*[0-9]{1,3}\s*[—–-]$|续表|接上(?:页|表)|第.{1,3}页"
)


def is_total(text: str) -> bool:
    """合计, 总分（100分）, 小计."""
    return len(text) < 24 and bool(_TOTAL.fullmatch("".join(text.split())))


def is_note(text: str, cells: int) -> bool:
    """注：…, 说明：… over the table, or as a short heading beside its text."""
    return bool(_NOTE.match(text)) and (cells == 1 or len(text) <= 6) and cells <= 2


def is_footnote(text: str) -> bool:
    """* 含民办学校."""
    return bool(_STAR.match(text))


def is_form_line(text: str) -> bool:
    """填表人：, 续表, 第2页: what belongs to the paper and not to the indicators."""
    return len(text) <= 80 and bool(_FORM.match(text))
