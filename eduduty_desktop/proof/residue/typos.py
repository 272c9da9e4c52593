"""错别字: well-known slips of officials' prose, each with the context that makes it one."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.residue.lookalikes import wrong_words
from eduduty_desktop.proof.residue.misspellings import TYPOS, Typo
from eduduty_desktop.proof.result import Residue

_ALL = (*(Typo(wrong, right, f"{before}{wrong}") for wrong, right, before in wrong_words()), *TYPOS)
_BY_WRONG = {typo.wrong: (typo.right, re.compile(typo.pattern)) for typo in _ALL}
_ANY = re.compile("|".join(sorted(_BY_WRONG, key=len, reverse=True)))
_COMMON = (
    "业全化新建展发人实中的国和大进动产设工推加生高一增力政市学年务区提教体育持等强民成万入资保个元能作重行地长制质家会项平开深经上量合施城理"
    "创支改基级治有升省现以出好为服亿点优用公科企面在水效机造代技济坚目校心要社安文金五快共三主农规性定完度收域系续投更品标总本稳不通费程融源"
    "领数预府革场态分同村管方位办算统色事是落县园部小活型各对法到专乡十下防策达放海向医电运我整消集特群计范构善局四比期营关导所自培打步时台居"
    "境障商护次与环口师二转险多健均促外应协就扩准结率党第风智引做精综值绿物积流财战划联任术试内际路前批式其及义立职模交镇线调老决网取习件得于"
    "极养院监题利突供旅员先明两委超类南西研来信础兴儿游指名近债道贸降争验解筹查山求督接江表果示们组普干格问央众配空美链贯间占势清过了核首碳带"
    "条减额排固略备低确评字补广破房单易案河东情北控着团才意聚双疗速招形助需报抓置功获严康子攻层神常思彻断牢价惠列气天拓港议布别权幼住把卫届历"
    "难百零林书食车盖户振覆千头措责之可航考军门显族传记青据装税至里举参节湖州想认正日般污底土素扎六最绩铁景况存左室足原织右复紧种益奋界依牌给"
    "相处从让执序身审良药视维粮福挥选充训连变移史巩灾后壮跨走识世围具都起段赛初志边并未球八队富班互贫余非究检使宜命轮宁然例少受根满测感困践这"
    "承因扶息京染课络负压材周站筑疆款真当图米观按告约还切亩丽累修料编每月键署直容急见托由衡石帮华竞圈退奖劳守套努无者将端旧艺失再券博适享川器"
    "救储草遗龙贷阳念煤照矿较馆盘贴黄激藏客焦吨德属疾撑密启毕赋九回证影纽担斗必张售响库探号付光田枢察讲章津越励阶七童纳知士拥终片汽话反红岗待"
)
"""The commonest characters of officials' prose, the commonest first."""


def _rarest(word: str) -> int:
    """Which character of a word stands least often in prose."""
    return max(range(len(word)), key=lambda place: _COMMON.find(word[place]) % (len(_COMMON) + 1))


_BY_RAREST: dict[str, list[tuple[int, str]]] = {
    char: [(_rarest(word), word) for word in _BY_WRONG if word[_rarest(word)] == char]
    for char in {word[_rarest(word)] for word in _BY_WRONG}
}


def _around_rarest(is_first: bool) -> re.Pattern[str]:
    """The rarest characters of the wrong wordings that begin with it, or do not, each beside the next one."""
    pairs = [(word[at], word[at - 1 if at else 1]) for word in _BY_WRONG if ((at := _rarest(word)) == 0) is is_first]
    rare, beside = ("".join(sorted(set(characters))) for characters in zip(*pairs, strict=True))
    return re.compile(f"[{rare}](?=[{beside}])" if is_first else f"[{rare}](?<=[{beside}].)")


_RARE = ((_around_rarest(True), 0), (_around_rarest(False), 1))
"""Each with how far in front of the rare character the pair with its neighbour begins."""

_PAIRS = frozenset(word[max(0, (at := _rarest(word)) - 1) :][:2] for word in _BY_WRONG)
_BEGIN = re.compile(
    f"[{''.join(sorted({wrong[0] for wrong in _BY_WRONG}))}](?=[{''.join(sorted({wrong[1] for wrong in _BY_WRONG}))}])"
)
_FIRST_TWO = frozenset(wrong[:2] for wrong in _BY_WRONG)


def typo_places(text: str) -> Iterator[int]:
    """Where a wrong wording stands, whatever stands around it; found by its rarest character."""
    for pattern, before in _RARE:
        for match in pattern.finditer(text):
            at = match.start()
            pair = text[at - before : at - before + 2]
            if pair in _PAIRS and any(
                text.startswith(wrong, at - place) for place, wrong in _BY_RAREST[match[0]] if at >= place
            ):
                yield at


def typos(line: str) -> Iterator[Residue]:
    """Words written wrongly, with the right ones."""
    end = 0
    for first in _BEGIN.finditer(line):
        start = first.start()
        if start < end or line[start : start + 2] not in _FIRST_TWO or (match := _ANY.match(line, start)) is None:
            continue
        end = match.end()
        right, in_context = _BY_WRONG[match[0]]
        if not in_context.match(line, match.start()):
            continue
        message = f"{shown(line[max(0, match.start() - 4) : match.end() + 6])}里的“{match[0]}”应为“{right}”。"
        yield residue(line, match.start(), match.end(), Kind.TYPO, message, f"请改为“{right}”。")
