"""遮名、遮数: what stands in place of a name or a number that was taken out of a text, or never put into it."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.patterns import matches

_HAN = "\u4e00-\u9fff"
_BEFORE = rf"(?<=[{_HAN}，。、；：,;:（(“《〈\]〕)）])"
_COUNTED = "[个名人所次处项份件条场篇台套班户家亩元万亿%％年月日号]"
_PLACE = "(?:[省市县区州旗镇乡村局校]|街道|社区|小学|中学|学校|幼儿园|职校|单位)"
_HINTS = "待(?:补|定|填|核|查|更新|完善|确认|续|统计)|数据待|此处|请(?:补|填|核|插)|空缺|暂[缺空]|缺数|插入|填[写入]"
_MASK = re.compile(
    # __区委, 只剩__个; not a name of a file or a subscript
    r"(?<![A-Za-z\d_＿])[_＿]{2}(?![A-Za-z\d_＿])|(?<=\d)[_＿]{1,3}(?=[年月日])|(?<=[年月])[_＿](?=[月日])"
    rf"|{_BEFORE}[_＿](?={_COUNTED}|{_PLACE})"
    # 只有*个, *五中
    rf"|{_BEFORE}[*＊](?={_COUNTED}|{_PLACE}|[一二三四五六七八九十]{{1,2}}[小中])"
    # ，X名同志, X小学, X X县
    rf"|(?<=[，。、；：,;:（(“《〕)）])[XxＸｘ×╳](?={_COUNTED}|{_PLACE})|^[XxＸｘ×╳](?={_PLACE})"
    rf"|(?<=[{_HAN}])[XＸ×╳](?=街道|社区|小学|中学|学校|幼儿园)"
    rf"|(?<=第)[XxＸｘ×](?=[届批期次季年位名])|(?<=年)[XxＸ×](?=季度)|(?<=[{_HAN}])[NＮ](?=[万亿]?元|[万所名])"
    r"|[XＸ×]{1,3}(?=总书记)|(?<=习)[ \u3000]{1,3}(?=总书记)"
    rf"|(?:[*＊] ){{1,3}}[*＊](?={_COUNTED}|{_PLACE})|(?<=[{_HAN}，、])[○□](?={_COUNTED}|{_PLACE})"
    rf"|(?<=[{_HAN}，、])(?<![一二三四五六七八九十百千零])〇(?=[个所名人元万])"
    rf"|(?<![A-Za-z\d])(?:[XxＸ×] ){{1,3}}[XxＸ×](?={_PLACE})|[Ｘ╳]{{2,9}}|(?<=[{_HAN}])[Ｘ╳](?={_COUNTED}|{_PLACE})"
    # 如某某小学, 某某学校; 李某某老师 is a person whose name is withheld on purpose
    rf"|(?<![{_HAN}])某某(?:街道|社区|小学|中学|学校|幼儿园|单位|公司|同志|领导|校长|局长|书记|县长|主任)"
    r"|(?<=[在由向和与如是对为从给到将把及或])某某(?=街道|社区|小学|中学|学校|幼儿园|单位|公司)"
    r"|某(?:[省市县区州](?=人民政府|教育局|教体局|委员会)|[市县区]某[乡镇街])"
    # 〇〇县, △△镇, ##个; not 二〇〇五年
    rf"|(?<![一二三四五六七八九十百千零〇○◯\d])[〇◯]{{2,6}}(?={_PLACE}|[个名人所次元万])"
    rf"|(?<![A-Za-z\d])O{{2,4}}(?={_PLACE})|[△▲◇◆●＃#@＠★☆]{{2,6}}(?={_COUNTED}|{_PLACE})"
    # （ ）所, 《》, “”, （待补）
    rf"|[（(][ \u3000]{{1,20}}[)）](?={_COUNTED})|（）|《[ \u3000.…]{{0,10}}》|“[ \u3000]{{0,10}}”"
    rf"|[（(【\[〔](?:{_HINTS})[^（()）【】\[\]〔〕]{{0,30}}[)）】\]〕]"
    # 2022年月日
    r"|(?<=\d\d)年月(?:日|$)|(?<=年\d)月日(?![均常报照历平用期程晷])|(?<=年1[0-2])月日(?![均常报照历平用期程晷])|(?<![A-Za-z])(?:TODO|TBD)(?![A-Za-z])"
)
_BEGIN = re.compile(
    r"[_＿*＊XxＸｘ×╳NＮ某〇◯○□OT△▲◇◆●＃#@＠★☆]|[（(【\[〔《“](?=[ \u3000)）》”待数此请空暂缺插填.…])"
    r"|年(?=月(?:日|$))|月(?=日)(?<=\d月)|[ \u3000](?<=习.)"
)


def find_masks(line: str) -> Iterator[tuple[int, int]]:
    """Start and end of each mask of a name or a number that is not one of a draft's own marks."""
    return (match.span() for match in matches(_BEGIN, _MASK, line))
