"""Innocent sentences that stand around: with years, other units, brackets, numbers of documents."""

import random
import re

# `<3-40>` is a number of that range.
SENTENCES = (
    "县委、县政府主要领导到校调研<3-40>次，现场办公解决难题。",
    "先后出台《关于加强学校安全工作的意见》（政办发〔<2016-2024>〕<1-99>号）等文件。",
    "县域总面积<800-4800>平方公里，地处南部丘陵。",
    "自<2016-2023>年<2-12>月起，教育督导简报每季度刊发一期。",
    "开展消防演练<60-400>场次，安全宣讲覆盖师生家长（含线上）。",
    "生活垃圾分类知识竞赛历时<2-20>天。",
    "校园网出口带宽提升到<100-900>兆。",
    "学校食堂“互联网+明厨亮灶”实现全覆盖。",
    "各项工作有序推进，群众获得感持续增强。",
    "坚持教育优先发展，做到规划优先、投入优先、保障优先。",
    "教育督导评估组于<3-11>月<1-28>日进驻，反馈意见已逐条认领。",
    "新铺设塑胶跑道<2-30>条。",
    "严格执行编制管理规定，教师队伍结构不断优化。",
    "督学每月进校不少于<1-3>次。",
)
_RANGE = re.compile(r"<(\d+)-(\d+)>")


def said(sentence: str, rng: random.Random) -> str:
    """The sentence with its numbers, `<all>` being the county."""
    return _RANGE.sub(lambda found: str(rng.randint(int(found[1]), int(found[2]))), sentence).replace("<all>", "全县")


def surrounded(source: str, rng: random.Random) -> str:
    """The source with none to four such sentences before and after, in its paragraph or in others."""
    around = [said(sentence, rng) for sentence in rng.sample(SENTENCES, rng.randint(0, 4))]
    before = rng.randint(0, len(around))
    return rng.choice(("", "", "\n")).join([*around[:before], source, *around[before:]])
