"""Which counts name each thing of a list, and which only add up things of the kinds that are named.

课程、文化、活动3个途径 counts what is named; 小学、初中45所 and 食堂、宿舍8栋 do not.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from eduduty_desktop.proof.relations.lists.count import Count
from eduduty_desktop.proof.relations.lists.listing import Listing
from eduduty_desktop.proof.relations.lists.persons import are_persons

_ABSTRACT = re.compile(
    "(?:(?![和与及的等在是为有])[\u4e00-\u9fff]){0,5}?(?:方面|环节|途径|渠道|领域|维度|层面|层次|层级|阶段|战役|抓手|原则|要素|素养|板块|模块|类别|类型|主题|"
    "防线|关口|时段|节点|步骤|方式|形式|载体|路径|方向|支柱|战略|攻坚战|理念|要求|视角|角度|梯队|梯次|档次|等次|序列|链条|圈层|(?:重点|关键)$)"
)
_BARE = re.compile(
    "落实|统一|结合|同步|到位|联动|融合|促进|提升|公开|覆盖|衔接|统筹|保障|明确|清零|达标|不误|并举|并重|并进|零(?![^，。；、]?距离)|"
    "[\u4e00-\u9fff]?(?:城区|校区|园区|县区|市区|街区|新区|片区|镇街|学科|学段|年级|部委|厅局|部门|单位|机关|学期)|育|方面|环节|"
    "[地市县区镇乡村校园省厅局科方端侧期条块]"
)
_GRADED = re.compile("以上|以下|甲|乙|医院|公路|旧|等|航道|运动员|教师|心理|建造|保护|文物|响应|标准")
_UNCOUNTED = frozenset("次场台套栋幢间本册份人")
_THINGS = frozenset("所家座处名位")
_TEAMS = re.compile("支(?:[\u4e00-\u9fff]{0,4}队伍|力量)")
_PERSONS = frozenset("名位人")
_OF_OFFICES = ("单位", "部门", "联合", "共同", "会商")
_EACH = frozenset("个项种类大门条重道张股样件")
_OFFICES = re.compile("部门|单位|乡镇|镇街|县区|学段|学科|方面|[县区市旗](?![级场民域内外])")
_VERB_AT_THE_END = re.compile(
    "(?:提出|制定|出台|印发|形成|打造|组建|设置|推出|实施|确定|明确|列出|梳理|排查|查找|发现|整改|认定|获得|获批|承担|申报|立项|创建|评选|培育|"
    "遴选|推荐|选取|取得|签订|落实|涉及|共建|跨|连续|举行|开办|兴办|承办|编制|编印|发布|推进|推行|开辟|建立|构建|拓展|新设|增设|增加|减少|提供|"
    "筹建|布局|规划|划分|分为|分成|归纳|总结|概括|建设|投资|投入|改造|整合|撤并|更换|维修|购置|采购|做强|做优|做大|推动|实现|支持|加快|等)$"
)
_PROJECTS = re.compile(
    "[\u4e00-\u9fff]{0,6}?(?:项目|工程|学校|幼儿园|班|岗位|基地|场馆|奖项|荣誉|称号|课题|学位|村|社区|小区|点位|教学点|企业|站点|案例|品牌)"
)
_INTRODUCED = re.compile("包括|包含|分为|即|涵盖")
_KIND = re.compile("[级类型性办]$")
_RANGE = re.compile("(?<![达直送受感])(?<!开通|延伸|通航|辐射|拓展)[到至](?!位|点|家)|—")
_SUBJECT = re.compile("(?:个|门|大)?(?:学科|科目)|门(?:课程|功课|课)")
_WRITTEN_OUT = 12
_KEY, _LONGEST_ALIKE, _NAMED_SO = 2, 12, 5
_ALIKE = frozenset({"一样", "统一", "同步", "一致"})
_MAY_BE, _LIKELY, _SURE = 0.6, 0.82, 0.88
_PLACE = frozenset("地市县区镇乡村校园省")
_LEVELS = frozenset({
    "国家", "国", "中央", "省", "市", "州", "地", "盟", "县", "区", "旗", "乡", "镇", "街道", "村", "社区", "校", "学校", "园", "年级", "班级",
    "学区", "片区", "省级", "市级", "县级", "区级", "乡级", "镇级", "村级", "校级", "国家级", "乡镇", "县区", "区县", "市县", "教研组", "组", "班", "所", "队",
})  # fmt: skip
_SUBJECTS = frozenset({
    "语文", "数学", "英语", "外语", "物理", "化学", "生物", "历史", "地理", "政治", "思政", "道德与法治", "思想政治", "科学", "音乐", "美术",
    "体育", "信息技术", "信息科技", "劳动", "通用技术", "书法", "心理健康", "体育与健康", "艺术", "综合实践", "俄语", "日语",
})  # fmt: skip
_STAGES = frozenset({
    "学前", "学前教育", "幼儿园", "幼儿教育", "小学", "小学教育", "初中", "初中教育", "义务教育", "高中", "普高", "普通高中", "高中教育", "普通高中教育",
    "中职", "职业高中", "中职教育", "职业教育", "中等职业教育", "中等职业学校", "特殊教育", "高等教育", "大学",
})  # fmt: skip
_ECHOES = (
    (re.compile("[\u4e00-\u9fff]{0,3}?(?:乡镇|镇街|乡|镇|街道)"), "镇乡道"),
    (
        re.compile("[\u4e00-\u9fff]{0,8}?(?:学校|小学|中学|高中|幼儿园|院校|高校|教学点|[公民]办[园校]|园所)"),
        "校学园院中小幼",
    ),
    (re.compile("[\u4e00-\u9fff]{0,3}?(?:部门|单位|职能部门)"), "局委办部厅院行会队心站所司社处团办"),
    (re.compile("[\u4e00-\u9fff]{0,2}?(?:县区|区县|县市区|县|区|市)"), "县区市旗"),
    (re.compile("[\u4e00-\u9fff]{0,3}?(?:村|行政村|社区)"), "村区"),
    (re.compile("[\u4e00-\u9fff]{0,3}?(?:学院|大学)"), "院学"),
    (re.compile("[\u4e00-\u9fff]{0,2}?(?:院系|系部|院部)"), "院系部校所"),
    (re.compile("[\u4e00-\u9fff]{0,2}?(?:科室|股室|处室|内设机构|内设科室)"), "科室股处办部心组"),
)
_PLACES_AND_SCHOOLS = _ECHOES[:2]  # 城区、甲镇2个乡镇: those that are none
_PLACES = re.compile("(?:教学点|村小|乡镇|镇街|镇|乡|街道|县区|区县|县|行政村|村|社区)(?![级域办中小])")
_OF_A_KIND = frozenset("区镇乡村县街道城郊办级山川面部边地南北东西")
_BY_NUMBER = re.compile("[一二三四五六七八九十][中小幼高]")
_GENERIC = re.compile(
    "(?:各|全|本|其他|薄弱|独立|高级|改造|建成|建设|维修|提升|示范|优质|规模|小规模|寄宿|标准化|特色|达标|重点|一般|民族|村级|新|老|义务教育|城区|农村|乡镇|乡村|公办|民办|普惠性|普惠|普通|完全|九年一贯制|一贯制|特殊教育|职业|中心|寄宿制|新建|改建|扩建|改扩建|"
    "[省市县区校]级|国家级|[省市县区乡镇])*"
    "(?:小学|初中|高中|中学|幼儿园|学校|高校|大学|教学点|完小|村小|中小|普高|职高|职校|中心校|中心园|中职|乡镇|街道|县区|部门|单位|学院|[县区市镇乡村园校])"
)


def counts_each(count: Count, listing: Listing, *, echoing: bool) -> float:
    """How likely the number counts just the named things: 0 it does not, below 0.8 it may, from there on it does.

    `echoing` is what `echoes` says of the count and the names.
    """
    names = listing.names
    if count.unit in _PERSONS and listing.form == "plain" and are_persons(names):
        return _SURE if len(names) >= 3 else _MAY_BE
    if not _may_count(count, listing, names, echoing=echoing):
        return 0.0
    if listing.form == "chained":
        steps = len(names) >= 3 and (count.unit == "步" or is_abstract(count))
        return _LIKELY if steps else _MAY_BE
    if not count.unit and shares_key(count, names):
        return _LIKELY if len(names) >= 3 and all(len(name) <= 6 for name in names) else _MAY_BE
    if listing.form in {"quoted", "titled", "inside"}:
        named = count.noun or listing.form == "titled"
        return _SURE if named and not count.quoted and (count.unit or count.digits) else _MAY_BE
    if says_key(count, names):
        return _SURE
    if any(_RANGE.search(name) for name in names):  # 从小学到高中
        return _MAY_BE
    if count.unit == "级":
        return _SURE if _all_in(names, _LEVELS) else _MAY_BE
    if echoing:
        return _SURE
    if count.unit == "位":
        return _SURE if _short(names) and not count.digits else _MAY_BE
    if count.quoted and _is_named_set(count, names):
        return _LIKELY
    if count.quoted or not _short(names):
        return _MAY_BE
    if _SUBJECT.match(count.unit + count.noun):
        return _SURE if _all_in(names, _SUBJECTS) else _MAY_BE
    if is_abstract(count) or (count.noun.startswith("学段") and _all_in(names, _STAGES)):
        return _SURE
    return _LIKELY if _names_each(count, names) else _MAY_BE


def is_abstract(count: Count) -> bool:
    """Whether what is counted is named one by one as a rule: 方面, 环节, 途径."""
    if count.unit in {"方面", "环节"} or (count.unit == "大" and count.noun):
        return True
    return bool(_ABSTRACT.match(count.noun))


def is_name(name: str) -> bool:
    """Whether a school, place or office is named, not only its kind: 城北小学, not 农村小学."""
    if _BY_NUMBER.fullmatch(name):
        return True
    return len(name) >= 3 and not _GENERIC.fullmatch(name)


def says_key(count: Count, names: Sequence[str]) -> bool:
    """Whether each item says the word that a slogan counts: 规划优先安排、投入优先保障“两个优先”; or the slogan says that
    they are alike: 建设标准、编制标准、装备标准“三统一”."""
    key = count.noun[:2]
    if not count.quoted or len(key) < _KEY or len(names) < _KEY:
        return False
    alike = key in _ALIKE and len(names) > _KEY and all(len(name) <= _LONGEST_ALIKE for name in names[1:])
    return alike or all(key in name for name in names)


def echoes(count: Count, names: list[str]) -> bool:
    """Whether every name ends as what is counted does, and is a name: 甲镇、乙镇 for 3个乡镇."""
    shared = shared_ending(names)
    if len(shared) >= 2 and len(names) >= 2 and count.noun.startswith(shared[-3:]):  # 甲党支部、乙党支部2个党支部
        return all(len(name) > len(shared) for name in names)
    if len(shared) >= _KEY < len(names) and count.unit in _EACH and shared[-_KEY:] in count.noun[:_NAMED_SO]:
        return True  # 理想信念教育、民族团结教育、法治安全教育三项主题教育
    if count.unit == "所" and count.noun[:1] in {"", "的"}:  # 拖得最久的是甲小学、乙中学两所
        return abs(count.number - len(names)) <= 1 and all(
            is_name(name) and name[-1] in _PLACES_AND_SCHOOLS[1][1] for name in names
        )
    for noun, endings in _ECHOES:
        if noun.match(count.noun):
            return all(len(name) >= 2 and name[-1] in endings and not _GENERIC.fullmatch(name) for name in names)
    return False


def shares_key(count: Count, names: list[str]) -> bool:
    """Whether every name begins or ends with the one character that is counted: 强师、强校、强科“三强”."""
    key = count.noun[:1]
    if not key or len(names) < 2 or any(len(name) < 2 for name in names):
        return False
    return all(name.startswith(key) for name in names) or all(name.endswith(key) for name in names)


def shared_ending(names: list[str]) -> str:
    columns = zip(*(reversed(name) for name in names), strict=False)
    return "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns))[::-1]


def are_subjects(count: Count, names: list[str]) -> bool:
    """Whether subjects are counted and each name is one: 3个学科（语文、数学、英语）."""
    return bool(_SUBJECT.match(count.unit + count.noun)) and len(names) >= 2 and _all_in(names, _SUBJECTS)


def _may_count(count: Count, listing: Listing, names: list[str], *, echoing: bool) -> bool:
    """Whether a list can be meant at all: not 食堂、宿舍8栋, 乡乡通、村村通三级公路, 京津冀、长三角."""
    if count.unit in _UNCOUNTED and listing.form != "titled":
        return False
    if count.unit == "级":
        return (count.text[0] != "二" or listing.form != "plain") and not _GRADED.match(count.noun)
    if count.quoted:
        return len(names) >= 2
    if not count.unit:
        return shares_key(count, names) or (
            bool(_BARE.match(count.noun)) and (count.noun[0] not in _PLACE or all(len(name) >= 2 for name in names))
        )
    if count.unit in _THINGS and listing.form == "plain":
        offices = count.unit == "家" and count.noun.startswith(_OF_OFFICES)  # 教育、文旅、市场监管三家单位
        named = len(names) == count.number >= 3 and (
            offices or (not count.noun and all(map(is_name, names)))  # 甲陵园、乙站、丙园三处
        )
        return named or echoing or (count.unit == "位" and count.noun.startswith("一体"))
    return True


def _names_each(count: Count, names: list[str]) -> bool:
    """Whether three or more short names stand right before a small count: 教育、财政、人社、公安5个部门.

    Kinds of what is counted (小学、初中45所) are hardly ever so many, and their number is a large one.
    """
    bare = not count.unit and _OFFICES.match(count.noun)
    if (
        len(names) < 3
        or not (count.unit in _EACH or bare or _TEAMS.match(count.unit + count.noun))
        or not count.noun
        or count.number > _WRITTEN_OUT
    ):
        return False
    if count.text.startswith("两"):  # 低保、特困人员、残疾人两项补贴: two of the last one's
        return False
    if len(names[0]) > 20 or any(len(name) > 12 for name in names[1:]) or _are_kinds(count, names):
        return False
    if count.number - len(names) > 2 and _PROJECTS.match(count.noun) and not _INTRODUCED.search(names[0]):
        return False
    verb = _VERB_AT_THE_END.search(names[-1])
    return verb is None or any(name.endswith(verb[0]) for name in names[:-1])


def _are_kinds(count: Count, names: list[str]) -> bool:
    """Whether the names only say of what kind the things are: 国家级、省级、市级5个奖项, 小学、初中、高中9个年级."""
    if count.unit in {"类", "种"}:  # 乡镇中心校、村小、教学点3类学校
        return all(_KIND.search(name) for name in names)
    return (
        (any(noun.match(count.noun) for noun, _ in _PLACES_AND_SCHOOLS) and not _bare_places(count, names))
        or any(_all_in(names, words) for words in (_LEVELS, _STAGES, _SUBJECTS))
        or all(_KIND.search(name) for name in names)
        or all(_GENERIC.fullmatch(name) for name in names[1:])
    )


def _bare_places(count: Count, names: list[str]) -> bool:
    """Whether places are named without their kind, all alike: 云溪、白鹤、石门3个乡镇."""
    rest = names[1:]
    return bool(_PLACES.match(count.noun)) and all(2 <= len(name) <= 3 and name[-1] not in _OF_A_KIND for name in rest)


def _is_named_set(count: Count, names: list[str]) -> bool:
    """Whether a quoted name counts what stands right before it: 管理干部、思政课教师、班主任“三支队伍”."""
    named = count.unit in {"支", "项", "类"} and bool(count.noun)
    return named and len(names) > 2 and _short(names) and all(len(name) > 1 for name in names)


def _short(names: list[str]) -> bool:
    return len(names[0]) <= 16 and all(len(name) <= 10 for name in names[1:])


def _all_in(names: list[str], words: frozenset[str]) -> bool:
    """Whether all names are among the words, the first one behind a verb perhaps."""
    return all(name in words for name in names[1:]) and any(names[0].endswith(word) for word in words)
