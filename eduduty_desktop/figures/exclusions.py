"""What looks like a number and is no quantity: dates, ordinals, markers, codes, names, slogans.

Each function looks at a bounded neighbourhood of one number; together they say nothing about its value.
"""

import re

_SPACES = " \u3000\xa0\t"
_OPENING, _CLOSING = '“‘「『"〝', '”’」』"〞'
_PUNCTUATION = frozenset('，。；、！？：,.;!?:）)】]》”"\n\r')
MARKS_OF_A_SENTENCE = re.compile("[。；，;,]")

# Digits that are a code as a whole, at their first digit.
CODE = re.compile(
    r"""
    (?<![0-9])(?:
      (?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)   # 2021-09-30
    | (?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?![\d.])                               # 2021-09
    | (?:[01]?\d|2[0-4]):[0-5]\d:[0-5]\d(?!\d)                                  # 08:22:02
    | 0\d:[0-5]\d(?!\d)                                                         # 09:20
    | \d++(?:\.\d++){2,}                                                        # 1.2.3
    | \d++(?:[-—]\d++){2,}                                                      # 400-123-456
    | \d++(?:/\d++){2,}
    | 0\d{2,3}[-—]\d{3,4}[ ]?\d{4}(?!\d)                                         # 0745-1234567
    | \d{1,3}(?:\+(?:\d{1,3}(?![\d.%％])|[NnXx一](?![A-Za-z])))++               # 5+2, 1+X
    | \d{1,2}[·•]\d{1,2}(?!\d)                                                  # 12·4
    | [1-9]\d{16}[\dXx](?!\d)
    )
    """,
    re.VERBOSE,
)
_OF_A_NAME, _GOES_ON = frozenset("_@/#&=\\+"), frozenset("@_/+")
_AFTER_A_DAY = frozenset("国宪法消安全禁毒世地活讲重指")  # 12.4国家宪法日
_PLACES = frozenset("乡镇村校县区市")
_PAUSES = frozenset("。；：;:")
_NUMERALS = frozenset("一二两三四五六七八九十0123456789")
_CENTURIES = ("19", "20")
_KNOWN_CODES = frozenset({"110", "119", "120", "122", "211", "315", "985", "12306", "12315", "12345", "12348", "12355"})
_COLLECTION = re.compile("(?:精选|模板|实用|汇总|大全|通用|优秀|推荐|热门|最新|范文|合集|集锦|经典|参考)$")
_MARKER_END = re.compile(r"[ \u3000]?[.．、)）](?![0-9])")
_BULLETS = _SPACES + "•·●■◆★▪*#-"

_JUBILEE = re.compile(
    '(?:成立|建党|建国|建校|建军|建团|建市|建县|诞辰|逝世|胜利|开放|壮丽|辉煌|光辉|奋斗|奋进|华诞|风雨|两个)[“”"]?$'
)
_STAGE = re.compile("(?:学前|幼儿园|小学|初中|高中|高职|大学|教育)(?:阶段)?$")
_PLANNED = re.compile(
    r'年(?:来|内|级|间)?(?:[（(][^（）()\n]{1,6}[)）]|[)）])?[“”"]?(?:[^，。；、\n]{0,2}(?:行动|攻坚|规划|计划|大计|工程)|毛入园|制|一贯|义务教育|免费|一度|毛入学)'
)

# Slogans and names of policies, at their first numeral.
_SLOGAN = re.compile(
    """
      五项管理 | 八项规定 | 十项准则 | 四项基本 | 四种形态 | 四大班子 | 四大家 | 三大攻坚 | 三大球 | 四项清单 | 四大名著
    | [三四五六多]位一体 | 五大发展理念 | 五大行动计划 | 三件套 | 八件套 | 十件套
    | [一二两三四五六七八九十]个(?:代表|意识|自信|维护|确立|全面|最严|服务|引路人|回归|伟大|面向|增长|务必|牢牢|坚持|必须|
        相统一|相结合|只增|不|一(?![类级])|百|100|提高|比例|强化|加强|严格|结合|突出|确保|到位|集中|统一|明确|聚焦|优先|率先|
        百分之百|杜绝|禁止|严禁|满意|离不开|有利于|大局|巩固|带头|在前|走在|过硬|倾斜|延伸|转变|延续|清单|先锋|走进|围绕|
        更加|全覆盖|到底|认同|高于|方略|革命|答卷|标杆|务实|融入|注重|衔接|打通|挂钩|同步|纳入|了解|知道|负责|定期)
    | [一二两三四五六七八九十]项(?:不得|严禁|禁令|禁止)
    | [一两二三四五六七八九十](?:(?![十百千万亿点分个名位人所项次条家件份元年月天岁级第])[\u4e00-\u9fff]){1,2}
        [一两二三四五六七八九双](?![十百千万亿点分个名位人所项次条家件份元年月天岁级])[\u4e00-\u9fff]
    """,
    re.VERBOSE,
)
_QUOTED_BEFORE = re.compile("[“‘「『][^每“”‘’，。；、\n]{1,4}$")
_QUOTED_AFTER = re.compile("[^“”‘’，。；、\n]{0,5}[”’」』]")
_PER = re.compile(
    "[每各仅只](?:[^，。；、\n]{0,7})$|(?:至少|不少于|配备|配齐|新建|建成|新增|建设|购置|增加|聘请|安排)[^，。；、\n]{0,2}$"
)
_EACH = re.compile("每[^，。；、,;\n]{1,8}$")
_CONCRETE_ONE = frozenset("所名位栋座幢间辆台套处块人")
_NEVER_ONE = frozenset("每第统同唯单某任另这那首之专合不万逐归划如早其上下前后")
_AFTER_ONE = frozenset("及并和与")
_POSTPOSED_ONE = frozenset("个名位所栋座幢间辆台套处次节场轮项种件份条家届期门本册支组") | {"小时", "天", "年", "学期"}
_TERM_BEFORE = re.compile("(?:经过|历时|为期|过去|近|每|满|用|不足|超过|了)$")
_GRADED = re.compile(
    "(?:联动|联网|网络|体系|管理|责任|教育|培训|督导|联|互动|架构|机构|教研|预警|包保|财政|政府|书记|部门|负责|平台|党组织)"
)
_SESSION = re.compile("(?:连续|举办|开展|已|共|成功)[^，。；\n]{0,3}$")
_HEADING = re.compile(r"[ \u3000•·]{0,8}+(?:[0-9]{1,3}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．])")
_RHETORICAL = frozenset({"项", "个", "大", "种", "方面", "条", "部门"})


def stands_at_line_start(text: str, at: int) -> bool:
    """Whether only blanks, bullets and an opening bracket stand between the start of the line and here."""
    for index in range(at - 1, max(-1, at - 9), -1):
        if text[index] in "\n\r":
            return True
        if text[index] not in _BULLETS and text[index] not in "（(":
            return False
    return at <= 8


def is_marker(text: str, start: int, end: int) -> bool:
    """`1.` `2、` `（3）` at the start of a line or a sentence, and a bracketed number that stands for itself."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in "(（" and after and after in ")）" and end - start <= 2:
        return True
    if not after or not _MARKER_END.match(text, end) or end - start > 3:
        return False
    return (
        stands_at_line_start(text, start)
        or (before in "。；：;:！” " and not text[start - 2 : start - 1].isdigit())
        or (after in ".．" and text[end + 1 : end + 2] >= "\u4e00")
    )


def is_splittable_marker(text: str, start: int) -> bool:
    """Whether `3.` of `3.5所` may be a marker: it begins a line or a sentence."""
    return text[start - 1 : start] in _PAUSES or stands_at_line_start(text, start)


def is_code(text: str, start: int, end: int, *, second: bool = False) -> bool:
    """Digits that belong to a word, a code or an ordinal by what stands around them, whatever follows."""
    if text[start] == "0" and end - start > 1 and text[start + 1].isdigit():
        return True
    if text[end : end + 1] in _GOES_ON and (text[end] in "@_" or text[end : end + 2] in {"//", "+X", "+N"}):
        return True
    before = "" if second else text[start - 1 : start]
    if before >= "\u3000" or not before:
        return before == "第"
    if before in _OF_A_NAME or (before.isascii() and before.isalpha()):
        return True
    if before in "-.·" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum():
        return True
    return is_ordinal(text, start)


def is_ordinal(text: str, start: int) -> bool:
    """第3, 第 12."""
    before = text[start - 1 : start]
    return before == "第" or (before in {" ", "\xa0"} and text[start - 2 : start - 1] == "第")


def is_year(digits: str) -> bool:
    """2021, and 20212022 where a dash was lost."""
    if not digits.startswith(_CENTURIES):
        return False
    if len(digits) == 8 and digits.isdigit():
        return is_year(digits[4:])
    return len(digits) == 4 and digits.isdigit()


def is_bare_code(text: str, start: int, end: int) -> bool:
    """Digits without a unit that are a year, a code, a version or a date rather than a count."""
    digits, after = text[start:end], text[end : end + 1]
    whole, point, fraction = digits.partition(".")
    if (
        is_year(digits)
        or (len(whole) >= 7 and not point)
        or (digits in _KNOWN_CODES and after and after not in _PUNCTUATION)
    ):
        return True
    before = text[start - 1 : start]
    if (before and before in _OPENING) or (after and after in _CLOSING and "“" in text[max(0, start - 6) : start]):
        return True
    if (before and before in "〔[【﹝［<＜《") or (after and after.isascii() and (after.isalpha() or after in "_/@#=")):
        return True
    if digits[-2:] == ".0" or (before and before in "-—–－/"):
        return True
    if (before and before in "前") or text[max(0, start - 2) : start] in {
        "电话",
        "附件",
        "邮编",
        "网址",
        "排名",
        "图表",
    }:
        return True
    if point and (is_year(whole) or (len(whole) <= 2 and len(fraction) <= 2 and after and after in _AFTER_A_DAY)):
        return True
    if (before and before in "→±×÷=<>≥≤") or (after and after in "×÷=+"):
        return True
    if before in {" ", "\u3000"} and (not after or after in "\n\r "):
        return True
    if stands_at_line_start(text, start):  # a cell of a table, or the number of a row or a page
        return len(digits) < 3 or bool(after and after not in "\r\n") or (len(whole) > 4 and is_year(whole[:4]))
    return False


def is_rank(text: str, start: int, unit: str) -> bool:
    """前3名, 前10位."""
    return unit in {"名", "位", "%", "批"} and text[start - 1 : start] == "前"


def is_page_or_collection(text: str, start: int, unit: str) -> bool:
    """（精选8篇） and 共15页 of web pages, 30分 of a clock."""
    if unit in {"篇", "套", "条", "句"} and _COLLECTION.search(text, max(0, start - 4), start):
        return True
    return unit == "分" and text[start - 1 : start] in {"时", "点", ":", "："}


def is_named_term(text: str, start: int, end: int) -> bool:
    """Years that name a plan, a stage of school or a jubilee: 学前三年, 三年行动计划, 建党100年; `end` is behind 年."""
    before = text[max(0, start - 6) : start]
    return bool(_PLANNED.match(text, end - 1) or _JUBILEE.search(before) or _STAGE.search(before))


def is_slogan_percent(text: str, start: int) -> bool:
    """The 100% of 四个100%: the slogan counts, the level is its name."""
    return text[start - 1 : start] == "个" and text[start - 2 : start - 1] in _NUMERALS


def is_slogan(text: str, start: int, end: int) -> bool:
    """A Chinese numeral that opens a quotation or a known slogan, or has its like two characters on."""
    before = text[start - 1 : start]
    if before and before in _OPENING and any(mark in text[end : end + 20] for mark in '”’」』"'):
        return True
    if _QUOTED_BEFORE.search(text, max(0, start - 5), start) and _QUOTED_AFTER.match(text, end):
        return True
    return before == "双" or bool(_SLOGAN.match(text, start))


def is_part_of_word(text: str, start: int, unit: str) -> bool:
    """Chinese numerals that belong to the word before: 第二批, 初三, 十九届三次, 其一, 星期三."""
    before = text[start - 1 : start]
    if before and before in "第届其双数几":
        return True
    if before == "、" and text[start - 3 : start - 2] == "第":  # 第一、二批
        return True
    return (before == "前" and unit in {"名", "位", "批"}) or text[max(0, start - 2) : start] in {"星期", "礼拜"}


def is_indefinite_one(text: str, start: int, end: int, unit: str) -> bool:
    """Whether 一 with a unit is an article or an idiom (一项重要任务) rather than a count (教学楼一栋)."""
    if text[start - 1 : start] in _NEVER_ONE:
        return True
    after = text[end : end + 1]
    before = text[max(0, start - 10) : start]
    if unit == "年":
        return not (_TERM_BEFORE.search(before) or text[end : end + 2] in {"以上", "以内", "以下"})
    if unit in _POSTPOSED_ONE and (not after or after in _PUNCTUATION or after in _AFTER_ONE):
        return bool(before) and before[-1] in "有是为的成" and unit not in _CONCRETE_ONE and "只有" not in before
    if unit == "小时" or (unit == "次" and _EACH.search(before)):
        return False
    return not (unit in _CONCRETE_ONE and _PER.search(before))


def is_graded(text: str, start: int, end: int, numeral: str) -> bool:
    """三级 as a rank; 两级财政 and 五级联动 count."""
    return numeral != "两" and not _GRADED.match(text, end) and text[start - 1 : start] not in _PLACES


def is_session_of_a_congress(text: str, end: int) -> bool:
    """The 四次 of 四届三次、四次全会."""
    return text.startswith(("全会", "全体", "党代会"), end)


def is_session(text: str, start: int) -> bool:
    """十三届: a session's number, unless so many were held."""
    return not _SESSION.search(text[max(0, start - 6) : start])


def is_rhetorical_heading(text: str, start: int, end: int, unit: str) -> bool:
    """三项措施 in a heading: a numbered line without a mark of a sentence announces, it does not count."""
    if unit not in _RHETORICAL:
        return False
    first = text.rfind("\n", max(0, start - 60), start) + 1
    if not first and start > 60:
        return False
    last = text.find("\n", end, end + 60)
    if last < 0:
        last = len(text)
    if last - end > 60 or not _HEADING.match(text, first):
        return False
    return not MARKS_OF_A_SENTENCE.search(text, first, last)
