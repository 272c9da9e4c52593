"""网页残留: lines and words that a web site or a document library put around or into a text."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_PHRASES = re.compile(
    r"下面是[^。\n]{0,12}小编[^。\n]{0,60}。?|以下是小编[^。\n]{0,60}。?|小编(?:精心)?[为给][大你您][家们]?[^。\n]{0,30}(?:整理|收集|推荐|带来|介绍)[^。\n]{0,30}。?|"
    r"当前隐藏内容免费查看|由会员分享[^。\n]{0,10}|[^。\n]{0,10}在线阅读[^。\n]{0,10}更多相关|第一文库网|\d{1,3}页珍藏版[)）]》请在[^。\n]{0,20}搜索|该文档总共\d{1,4}页[^。\n]{0,40}|文档编号[:：]\d{4,20}|"
    r"本文章?(?:内容)?(?:来源于|来自)[^。\n]{0,20}(?:网络|互联网)[^。\n]{0,40}。?|请用浏览器扫描下载|点击(?:下载|查看)(?:全文|原文|更多)|"
    r"相关(?:范文|文章|阅读)推荐|猜你喜欢|热门推荐|推荐阅读|扫一扫在手机打开当前页|公[.．·]文[.．·]思[.．·]?享?"
)
_TRIGGERS = (
    "小编",
    "隐藏",
    "会员",
    "珍藏版",
    "文档",
    "在线",
    "文库",
    "本文",
    "浏览",
    "点击",
    "相关",
    "扫一扫",
    "文.思",
    "喜欢",
    "推荐",
)
_TRIGGER = re.compile("|".join(map(re.escape, _TRIGGERS)))
_TWO_DOTS = re.compile(r"[.．][\u4e00-\u9fff]{1,2}[.．]")
SITE_WORD_GATE = patterns(*map(re.escape, _TRIGGERS), *each(".．", r"[\u4e00-\u9fff]{1,2}[.．]"))
_DOTTED = re.compile(r"[\u4e00-\u9fff](?:[.．][\u4e00-\u9fff]{1,2}){3,8}")
_LINES = re.compile(
    r"(?:(?:客服|服务|咨询)热线[:：].{0,30}|.{2,30}报告篇[一二三四五六七八九十]+|.{0,20}客户端|关\s?闭|【?关闭(?:窗口|本页)】?|打印本页|返回(?:顶部|首页)|"
    r"(?:责任编辑|责编|编辑)[:：]\s*[\u4e00-\u9fff·]{2,12}|关于我们.{0,40}网站地图.{0,40}|[-—]\s*(?:配套讲稿|特殊限制|关\s?键\s?词)[:：].{0,40}|"
    r".{0,20}admin.{0,10}(?:发表|发布).{0,10}|上一篇[:：].{0,40}|下一篇[:：].{0,40}|\d{4}-\d\d-\d\d[ \d:]{0,9}重新编辑)",
    re.IGNORECASE,
)
_OF_LINES = re.compile("[线篇端闭印返编图稿制词表布]")  # with one of these in it every such line
_LONGEST_LINE = 80
_LISTED_BELOW = re.compile(r"(?:相关(?:范文|文章|阅读|链接|新闻)推荐?|猜你喜欢|热门推荐|推荐阅读)[:：]?")


def site_lines(line: str) -> Iterator[Residue]:
    """Lines that as a whole belong to the site."""
    if _is_of_the_site(line):
        bare = line.strip()
        start = line.index(bare)
        yield _residue(line, start, start + len(bare))


def _is_of_the_site(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and bool(_OF_LINES.search(line) and _LINES.fullmatch(line.strip()))


def site_words(line: str) -> Iterator[Residue]:
    """What no report says of itself."""
    if _is_of_the_site(line):
        return
    for match in _PHRASES.finditer(line) if _TRIGGER.search(line) else ():
        yield _residue(line, match.start(), match.end())
    for match in _DOTTED.finditer(line) if _TWO_DOTS.search(line) else ():
        yield _residue(line, match.start(), match.end())


def _residue(line: str, start: int, end: int) -> Residue:
    message = f"{shown(line[start:end])}像是网页或文库留下的字样。"
    return residue(line, start, end, Kind.CHROME, message, "请删去。")


def without_links(lines: Sequence[str]) -> Sequence[str]:
    """The lines up to and with the one under which a site lists other texts: those are not this text's."""
    end = next(
        (number + 1 for number, line in enumerate(lines) if len(line) < 20 and _LISTED_BELOW.fullmatch(line.strip())), 0
    )
    return lines[:end] if end else lines
