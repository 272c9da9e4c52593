"""百分点: a rate or share that is said to have risen or fallen by a percentage."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_RATES = (
    "入学率|入园率|在园率|巩固率|覆盖率|普及率|普惠率|公办率|近视率|达标率|合格率|优秀率|优良率|满意率|参与率|升学率|辍学率|"
    "上线率|录取率|就业率|完成率|完学率|毕业率|体检率|及格率|肥胖率|整改率|办结率|城镇化率|到位率|参保率|配备率|"
    "占比|比重|比例|满意度|知晓率|健康率|接种率|入户率|识字率|持证率|学历率|通过率|占有率|达成率|利用率"
)
# 率 … 较上年下降1%: neither a level (下降到, 降至) nor another subject in between
_BY_PERCENT = re.compile(
    rf"(?:{_RATES})(?:(?:均|都|分别|也|又)?(?:[，,](?=[比较同环与每逐年上下提降增减回]))?(?:比|较|同比|环比|与|每年|逐年|年均)?[^，,。；;：:、\d（）()%％]{{0,10}})"
    r"(?<!增长率)(?:上升|下降|提高|降低|提升|增加|减少|上涨|回落|增长)了?(?:约|近)?(\d{1,2}(?:\.\d{1,3})?[%％])(?!的|点)"
)


def percent_for_points(line: str) -> Iterator[Residue]:
    """Changes of a rate that are given in % and are, in all likelihood, 百分点."""
    if "%" not in line and "％" not in line:
        return
    for match in _BY_PERCENT.finditer(line):
        number = match[1][:-1]
        message = f"{shown(match[0])}：比率的升降应以“个百分点”计，文中写“{match[1]}”。"
        advice = f"如指比率由甲到乙之差，请改为“{number}个百分点”。"
        yield residue(line, match.start(), match.end(), Kind.POINTS, message, advice)
