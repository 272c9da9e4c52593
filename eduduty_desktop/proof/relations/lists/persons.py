"""Whether the named things are persons, so that 名, 位 and 人 count them: 王强、李敏、赵建国3名教师, 张某某、李某某2人."""

import re

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NAME = re.compile(f"[{_SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}|某某?|[×xX]{{1,2}})")
_NAME_AT_THE_END = re.compile(f"[{_SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}|某某?|[×xX]{{1,2}})$")
_NO_PERSON = re.compile("[中学校园长师员生人工村镇乡县市区级科办局会部组项类者户童家县]$")


def are_persons(names: list[str]) -> bool:
    """Whether every name is a common surname and a given name, the first one behind other words perhaps."""
    first, *rest = names
    return (
        len(names) >= 2
        and all(_NAME.fullmatch(name) and not _NO_PERSON.search(name) for name in rest)
        and bool(_NAME_AT_THE_END.search(first))
        and not _NO_PERSON.search(first)
    )
