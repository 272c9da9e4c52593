"""Texts that make careless patterns crawl, and all patterns that the lexer uses."""

import importlib
import pkgutil
import re

import eduduty_desktop.figures

TEXTS = (
    *(
        "1",
        "1,",
        "1，234",
        "1,234",
        "1.",
        "1-",
        "1:",
        "1/",
        "1+",
        "0745-",
        "1 234 ",
        "12:34:",
        "2021-",
        "12",
        "1万",
        "1个",
    ),
    *(
        "一",
        "一二三",
        "十百千万亿",
        "三个",
        "一年",
        "一年来",
        "年行动",
        "每",
        "每一个",
        "三点一",
        "百分之",
        "一分之",
        "两课",
        "五项管",
    ),
    *(
        "(",
        ")",
        "（",
        "《",
        "《a",
        "“",
        "“三",
        "”",
        " ",
        "\u3000",
        "\n",
        "\n1",
        "，",
        "、",
        "—",
        "%",
        "IO",
        "IC)0%",
        "略",
        "（略）",
    ),
    *(
        "x",
        "x.",
        "x:",
        "?",
        "*",
        "_",
        "约",
        "约1",
        "不低于",
        "由",
        "由1到",
        "为",
        "达到",
        "达到为",
        "成立",
        "学",
        "学前三年",
        "a",
        "1a",
    ),
    *("1一x%略《(", "第1、", "1、2", "万元", "1万元、", "元/生·年", "1至", "一至", "教师1名", "其中共有现有"),
)


def lexer_patterns() -> dict[str, "re.Pattern[str]"]:
    """Every compiled pattern of the modules in figures/, by module and name."""
    found = {}
    for module in pkgutil.iter_modules(eduduty_desktop.figures.__path__):
        loaded = importlib.import_module(f"eduduty_desktop.figures.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and (name, value) not in found.items():
                found[f"{module.name}.{name}"] = value
    return found
