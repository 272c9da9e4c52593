"""错别字: well-known slips of officials' prose, each with the context that makes it one."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.residue.lookalikes import wrong_words
from eduduty_desktop.proof.result import Residue


class Typo(msgspec.Struct, frozen=True):
    """A wrong wording and the right one; `before` and `behind` are patterns of what must stand, or not, around it."""

    wrong: str
    right: str
    before: str = ""
    behind: str = ""


TYPOS = (
    # 形近字，多由扫描识别而来
    Typo("人学率", "入学率"),
    Typo("人园率", "入园率"),
    Typo("毛人学", "毛入学"),
    Typo("纳人", "纳入", behind="(?=财政|预算|考核|规划|重要|全|国民|政府|统一|目标|年度|督导)"),
    Typo("列人", "列入", behind="(?=财政|预算|考核|规划|重要|年度|议事|政府|民生)"),
    Typo("融人", "融入", behind="(?=教育|课|学校|日常|思|德|各)"),
    Typo("深人", "深入", behind="(?=推进|开展|学习|贯彻|实施|基层|学校|落实|一线|学)"),
    Typo("收人", "收入", before="(?<=[均资财政总])", behind="(?=[\\d，。；、为的水不])"),
    Typo("末达", "未达", behind="(?=标|到)"),
    Typo("末完成", "未完成"),
    Typo("末来", "未来"),
    Typo("己完成", "已完成"),
    Typo("己建成", "已建成"),
    Typo("己全部", "已全部"),
    Typo("己达", "已达", before="(?<![自知])", behind="(?=到|\\d|标)"),
    Typo("木科", "本科", behind="(?=学历|以上|及以上|生|毕业|[\\d，、。])"),
    Typo("千部", "干部", before="(?<![\\d两几上一二三四五六七八九数])"),
    Typo("骨千", "骨干"),
    Typo("间题", "问题", before="(?<![中时空区期])"),
    Typo("建没", "建设", behind="(?=[，。；、,;的项工和及与力水])"),
    Typo("没施", "设施", behind="(?![工行展教肥用加])"),
    Typo("没备", "设备", behind="(?=[，。；、,配购更先和及采投管])"),
    Typo("行力", "行为", before="(?<=[德规违法业良失])"),
    Typo("闲难", "困难"),
    Typo("囚难", "困难"),
    Typo("因难", "困难", behind="(?=学生|家庭|幼儿|群众|儿童)"),
    Typo("敎育", "教育"),
    Typo("敦育", "教育"),
    Typo("学枝", "学校"),
    Typo("字校", "学校", before="(?<![数文名])"),
    Typo("字生", "学生", before="(?<![文数汉识写名])"),
    Typo("教职丁", "教职工"),
    Typo("职丁", "职工"),
    Typo("丁作", "工作", before="(?<![园补])"),
    Typo("白评", "自评", behind="(?=报告|得分|自|情况|结果|[，。])"),
    Typo("白查", "自查", behind="(?=自|报告|情况|工作)"),
    Typo("日标任务", "目标任务"),
    Typo("士地", "土地", before="(?<=[用设占校，。、])"),
    # 词语
    Typo("截止", "截至", behind=r"(?=(?:到)?(?:\d{4}年|\d{1,2}月|目前|今年|去年|上年|年底|年末|现在|当前))"),
    Typo("结队", "结对", behind="(?=帮扶|共建|帮教|互助|帮带|子)"),
    Typo("融和", "融合", behind="(?=应用|发展|教育|创新|推进|育人)"),
    Typo("新形式下", "新形势下"),
    Typo("建全", "健全", before="(?<![组创搭构新改扩共获])", behind="(?![国省市县区州])"),
    Typo("按步就班", "按部就班"),
    Typo("一愁莫展", "一筹莫展"),
    Typo("再接再励", "再接再厉"),
    Typo("再接再砺", "再接再厉"),
    Typo("相形见拙", "相形见绌"),
    Typo("不径而走", "不胫而走"),
    Typo("穿流不息", "川流不息"),
    Typo("名符其实", "名副其实"),
    Typo("默守成规", "墨守成规"),
    Typo("迫不急待", "迫不及待"),
    Typo("一如继往", "一如既往"),
    Typo("继往开来来", "继往开来"),
    Typo("因地治宜", "因地制宜"),
    Typo("应地制宜", "因地制宜"),
    Typo("因材施教教", "因材施教"),
    Typo("持之以衡", "持之以恒"),
    Typo("坚持不懈懈", "坚持不懈"),
    Typo("坚持不谢", "坚持不懈"),
    Typo("群策群利", "群策群力"),
    Typo("全力以付", "全力以赴"),
    Typo("不容质疑", "不容置疑"),
    Typo("勿庸置疑", "毋庸置疑"),
    Typo("无庸质疑", "毋庸置疑"),
    Typo("提纲契领", "提纲挈领"),
    Typo("举一返三", "举一反三"),
    Typo("推波助浪", "推波助澜"),
    Typo("统酬", "统筹"),
    Typo("布署", "部署"),
    Typo("步署", "部署"),
    Typo("部暑", "部署"),
    Typo("贯彻落时", "贯彻落实"),
    Typo("惯彻", "贯彻"),
    Typo("贯切", "贯彻"),
    Typo("彻底贯彻彻", "彻底贯彻"),
    Typo("落实到为", "落实到位", behind="(?=[，。；、,;])"),
    Typo("履行职则", "履行职责"),
    Typo("职责份工", "职责分工"),
    Typo("挂勾", "挂钩"),
    Typo("副射", "辐射", before="(?<=[带范引])"),
    Typo("幅射", "辐射"),
    Typo("渡过难关头", "渡过难关"),
    Typo("欢渡", "欢度"),
    Typo("竟赛", "竞赛"),
    Typo("竟争", "竞争"),
    Typo("竞然", "竟然"),
    Typo("既使", "即使"),
    Typo("以经", "已经", behind="(?=完成|实现|形成|成为|达到|建成|开展|全部|投入|建立)"),
    Typo("己经", "已经", before="(?<![自知])", behind="(?![济营])"),
    Typo("必需", "必须", behind="(?=坚持|加强|严格|抓好|做到|确保|按照|落实|把|认真)"),
    Typo("必须品", "必需品"),
    Typo("凑效", "奏效"),
    Typo("震憾", "震撼"),
    Typo("松驰", "松弛"),
    Typo("防犯", "防范", before="(?<!预)", behind="(?!罪)"),
    Typo("防碍", "妨碍"),
    Typo("防患未燃", "防患未然"),
    Typo("安全隐换", "安全隐患"),
    Typo("急待解决", "亟待解决"),
    Typo("及待", "亟待", behind="(?=解决|加强|提高|改善|完善|补充)", before="(?<!不)(?<!迫不)"),
    Typo("急需解决的的", "急需解决的"),
    Typo("沉缅", "沉湎"),
    Typo("渲泄", "宣泄"),
    Typo("复盖", "覆盖"),
    Typo("复没", "覆没"),
    Typo("严历", "严厉"),
    Typo("雷励风行", "雷厉风行"),
    Typo("历行节约", "厉行节约"),
    Typo("历害", "厉害"),
    Typo("鼓历", "鼓励"),
    Typo("激历", "激励"),
    Typo("奖历", "奖励"),
    Typo("倍受关注", "备受关注"),
    Typo("倍受欢迎", "备受欢迎"),
    Typo("重迭", "重叠"),
    Typo("园满", "圆满", behind="(?=完成|结束|成功|收官|解决)"),
    Typo("人材", "人才", behind="(?=队伍|培养|引进|建设|强|战略)"),
    Typo("帐号", "账号"),
    Typo("台帐", "台账"),
    Typo("帐户", "账户"),
    Typo("对帐", "对账"),
    Typo("记帐", "记账"),
    Typo("座落", "坐落", behind="(?=[于在])"),
    Typo("签定", "签订", behind="(?=了?(?:协议|合同|责任|目标|承诺|安全|《|“))"),
    Typo("撤消", "撤销"),
    Typo("报消", "报销"),
    Typo("取销", "取消"),
    Typo("核消", "核销"),
    Typo("消号", "销号", behind="(?=管理|制|台账|整改)"),
    Typo("克苦", "刻苦"),
    Typo("刻服", "克服"),
    Typo("陪训", "培训"),
    Typo("培育陪养", "培育培养"),
    Typo("陪养", "培养"),
    Typo("辍学生率", "辍学率"),
    Typo("义务教肓", "义务教育"),
    Typo("师德师凤", "师德师风"),
    Typo("立德树人人", "立德树人", behind="(?=[，。；、根])"),
    Typo("班子子成员", "班子成员"),
    Typo("下子成员", "班子成员", before="(?<=[党领导委组])"),
    Typo("政府附责", "政府负责"),
    Typo("付责人", "负责人"),
    Typo("副责人", "负责人"),
    Typo("付校长", "副校长"),
    Typo("付主任", "副主任", before="(?<![支拨])"),
    Typo("付局长", "副局长"),
    Typo("付县长", "副县长"),
    Typo("做为", "作为", behind="(?=一项|重要|重点|首要|切入|抓手|突破|教育|全|主要|推动|落实)"),
    Typo("做用", "作用", before="(?<=[导范带发挥动的])"),
    Typo("起到了作用了", "起到了作用"),
    Typo("合做", "合作", before="(?<=[校强区企帮协])"),
    Typo("帮伕", "帮扶"),
    Typo("帮抚", "帮扶"),
    Typo("兢兢业业业", "兢兢业业"),
    Typo("竞竞业业", "兢兢业业"),
    Typo("精减", "精简", behind="(?=会议|文件|机构|流程|程序)"),
    Typo("题升", "提升", before="(?<=[，。；、面质能步])"),
    Typo("题高", "提高", before="(?<=[，。；、面断步])"),
    Typo("加在力度", "加大力度"),
    Typo("家大力度", "加大力度"),
    Typo("学前教育三年年", "学前教育三年"),
    Typo("适令", "适龄", behind="(?=儿童|幼儿|少年|残疾|学生)"),
    Typo("特珠", "特殊"),
    Typo("待遇落时", "待遇落实"),
    Typo("经废", "经费"),
    Typo("拔付", "拨付"),
    Typo("划拔", "划拨"),
    Typo("拔款", "拨款"),
    Typo("下拔", "下拨", behind="(?=资金|经费|\\d|专项|补助)"),
    Typo("选拨", "选拔"),
    Typo("生均公用经常", "生均公用经费", behind="(?=标准|拨|达|为|[，。])"),
    Typo("一致好评价", "一致好评"),
    Typo("责任督察学", "责任督学"),
    Typo("搞抓好", "抓好"),
    Typo("筑牢中华民族共同体意识", "铸牢中华民族共同体意识"),
    Typo("习总书记", "习近平总书记"),
    Typo("四个意思", "四个意识", behind="(?=[”、，]|和)"),
    Typo("四个自性", "四个自信"),
    Typo("两个维持", "两个维护", behind="(?=”)"),
    Typo("二个维护", "两个维护"),
    Typo("二个确立", "两个确立"),
    Typo("俩个维护", "两个维护"),
    Typo("党的教育方真", "党的教育方针"),
    Typo("立德数人", "立德树人"),
    Typo("立得树人", "立德树人"),
    Typo("投人", "投入", before="(?<=[育费金政大])", behind="(?=[，。；、,;力为的保]|$)"),
    Typo("资佥", "资金"),
    Typo("资全", "资金", behind="(?=[投拨支使管到])"),
)
"""`wrong` never stands in sound prose, or its context says that it is wrong."""

_ALL = (*(Typo(wrong, right, before) for wrong, right, before in wrong_words()), *TYPOS)
_BY_WRONG = {typo.wrong: (typo.right, re.compile(f"{typo.before}{typo.wrong}{typo.behind}")) for typo in _ALL}
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


_RARE = (_around_rarest(True), _around_rarest(False))
_BEGIN = re.compile(
    f"[{''.join(sorted({wrong[0] for wrong in _BY_WRONG}))}](?=[{''.join(sorted({wrong[1] for wrong in _BY_WRONG}))}])"
)
_FIRST_TWO = frozenset(wrong[:2] for wrong in _BY_WRONG)


def typo_places(text: str) -> Iterator[int]:
    """Where a wrong wording stands, whatever stands around it; found by its rarest character."""
    for pattern in _RARE:
        for match in pattern.finditer(text):
            at = match.start()
            if any(text.startswith(wrong, at - place) for place, wrong in _BY_RAREST[match[0]] if at >= place):
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
