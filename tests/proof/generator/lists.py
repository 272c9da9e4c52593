"""Counts of closed lists; 等N may name fewer than N but never more."""

import random
from collections.abc import Sequence

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, wordings
from tests.proof.marked import NUMERALS

OFFICES = ["教育局", "财政局", "人社局", "公安局", "卫健局", "市场监管局", "住建局", "司法局", "民政局"]
TOWNS = ["城关镇", "东山镇", "河口镇", "石桥镇", "青龙乡", "白马乡", "双河乡"]
FIELDS = ["德育", "教学", "管理", "科研", "文化", "体育", "美育", "劳动"]
STEPS = ["自查自评", "实地核查", "反馈整改", "跟踪回访", "总结通报"]
RULES = ["校长负责制", "集体备课制", "巡课制", "家访制", "培训制", "考核制"]
ASPECTS = ["组织领导", "经费投入", "师资配备", "安全管理", "督导评估"]
MODES = ["名校办分校", "强校带弱校", "集团化办学", "学区制管理", "城乡结对"]
BUILDINGS = ["教学楼", "综合楼", "学生宿舍", "食堂", "风雨操场", "教师周转房"]
QUALITIES = ["品德表现", "学业水平", "身心健康", "艺术素养"]
STANDARDS = ["建设标准", "编制标准", "经费定额", "装备标准"]
SERVICES = ["作业辅导", "体育锻炼", "艺术活动", "课外阅读", "科普活动", "社团活动"]


def closed(items: Sequence[str], arabic: bool = False, last: str = "、") -> Facts:
    """Some of the items as `list`, their number as `n` in Chinese or in digits, `last` before the last of them."""

    def facts(rng: random.Random) -> dict[str, str]:
        named = rng.sample(items, rng.randint(3, min(6, len(items))))
        text = "、".join(named[:-1]) + last + named[-1]
        return {"list": text, "n": str(len(named)) if arabic else NUMERALS[len(named)], "count": str(len(named))}

    return facts


def open_(items: Sequence[str], arabic: bool = False) -> Facts:
    """The same before 等; the number may be greater than that of the named ones."""

    def facts(rng: random.Random) -> dict[str, str]:
        named = rng.sample(items, rng.randint(3, 4))
        number = min(9, len(named) + rng.choice((0, 0, 2, 4)))
        text = "、".join(named)
        return {"list": text, "n": str(number) if arabic else NUMERALS[number], "count": str(len(named))}

    return facts


def numbered(items: Sequence[str]) -> Facts:
    """一是…；二是… for each."""

    def facts(rng: random.Random) -> dict[str, str]:
        named = rng.sample(items, rng.randint(3, min(5, len(items))))
        text = "；".join(f"{NUMERALS[n]}是{item}" for n, item in enumerate(named, 1))
        return {"list": text, "n": NUMERALS[len(named)], "count": str(len(named))}

    return facts


LISTS = wordings(
    Relation.LIST,
    "n = count",
    ("围绕{list}{n}个方面开展专项督导。", closed(ASPECTS)),
    ("督导工作分{list}{n}个环节推进。", closed(STEPS)),
    ("大力推行{list}{n}种办学模式。", closed(MODES, arabic=True)),
    ("推动城乡学校{list}“{n}个一样”。", closed(STANDARDS)),
    ("建立{n}项制度：{list}。", closed(RULES)),
    ("由{list}等{n}个部门组成联合检查组。", open_(OFFICES), "count <= n"),
    ("联合{list}等{n}部门印发方案。", open_(OFFICES, arabic=True), "count <= n"),
    ("在{list}{n}个乡镇开展试点。", closed(TOWNS, last="和")),
    ("从{list}{n}个侧面记录学生成长。", closed(QUALITIES, last="和")),
    ("课后服务开设{list}{n}类课程。", closed(SERVICES, last="、")),
    ("该校新建项目包括{list}{n}个单体工程。", closed(BUILDINGS, last="以及")),
    ("推进“{list}”{n}大工程。", closed(FIELDS)),
    ("从{n}个方面发力：{list}。", numbered(ASPECTS)),
    ("试点覆盖{n}个乡镇（{list}）。", closed(TOWNS)),
    ("对{list}等{n}类设施进行改造。", open_(BUILDINGS), "count <= n"),
)  # fmt: skip
