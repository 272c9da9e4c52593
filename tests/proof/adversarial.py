"""Texts that make careless code crawl, made of the words that relations start from, and the proof's patterns."""

import importlib
import inspect
import pkgutil
import re

import eduduty_desktop.proof
from tests.figures.adversarial import TEXTS as LEXER_TEXTS

TRIGGERS = (
    *("其中", "其中：", "其中1人", "其中小学1人、", "分别为", "分别为1人、2人、", "共", "合计", "共1人", "包括1个、"),
    *("占", "占%", "占比1%", "占1人的1%", "的1%，", "率1%", "率", "达到1%"),
    *("增长", "增长1%", "比上年", "较上年增加1人", "由1增加到", "由1人增加到2人", "由", "到", "下降1个百分点", "同比"),
    *("比", "为1:2", "1:", "1:2、", "师生比", "师生比1:2", "倍", "是1人的2倍"),
    *("全县教师1人，", "全县教师1人。\n", "公办园1所\n", "率1%。\n"),
    *(
        "一是",
        "等",
        "等三个",
        "、",
        "甲、",
        "甲、乙三个",
        "1、1、",
        "“甲”",
        "“",
        "三个（",
        "（甲、乙）",
        "甲和乙及丙",
        "三位一体",
    ),
    *("生均", "生均1元", "人均", "每人1元，", "1人1元", "平均每校1人，"),
    *(
        "(",
        "（",
        "（1人）",
        "((1人)",
        "）",
        "《",
        "》",
        "一、",
        "(一)",
        "（一）",
        "1.",
        "??个",
        "xx市",
        "***",
        "。。",
        "，，",
        ",，",
    ),
    *(
        "项目45个，386人次；",
        "1人",
        "1人，",
        "1人、",
        "1人；",
        "1人。",
        "万元",
        "1万元，",
        "2021年1人，",
        "1 ",
        "％",
        "%%%",
    ),
)
TEXTS = tuple(dict.fromkeys((*TRIGGERS, *LEXER_TEXTS)))

OTHER_SCRIPTS = (
    "The county has 3137 teachers, of whom 2342 and 780 are said to be all. ",
    "В районе 3137 учителей, из них 2342 и 780 человек. ",
    "عدد المعلمين ٣١٣٧ منهم ٢٣٤٢ و ٧٨٠. ",
    "जिले में ३१३७ शिक्षक हैं। ",
    "교사 3137명 중 2342명과 780명. ",
    "教員3137人のうち2342人と780人である。",
    "😀👩‍🏫1👨‍🎓2🏫",
    "e\u0301\u0301\u0301\u200b\u200d\ufeff\u202e",
    "\ud800",
    "\x00\x01\x7f",
    "\ufffd",
    "\U00020000\U0002a6d6",
)


def proof_patterns() -> dict[str, "re.Pattern[str]"]:
    """Every compiled pattern of the modules in proof/, by module and name; those in tuples and dictionaries too."""
    found: dict[str, re.Pattern[str]] = {}
    for module in _modules():
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if name.startswith("__"):
                continue
            for number, pattern in enumerate(_patterns(value)):
                if pattern not in found.values():
                    found[f"{module.name.removeprefix('eduduty_desktop.')}.{name}{number or ''}"] = pattern
    return found


def is_searched(name: str) -> bool:
    """Whether a pattern of `proof_patterns` is looked for all over a text; one only matched where a relation stands is not.

    A pattern that is used under no name of its own, as those of a tuple, may be searched for.
    """
    module_name, _, constant = name.rpartition(".")
    own = importlib.import_module(f"eduduty_desktop.{module_name}")
    modules = [own] if constant.startswith("_") else [importlib.import_module(m.name) for m in _modules()]
    uses = {
        use for module in modules for use in re.findall(rf"\b{constant}(?:\.(\w+)\()?", inspect.getsource(module))[1:]
    }
    return not uses or not uses <= {"match", "fullmatch"}


def _modules() -> list[pkgutil.ModuleInfo]:
    return list(pkgutil.walk_packages(eduduty_desktop.proof.__path__, "eduduty_desktop.proof."))


def _patterns(value: object) -> list["re.Pattern[str]"]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if isinstance(value, tuple | list):
        return [pattern for part in value for pattern in _patterns(part)]
    return []
