"""Wordings that were written when the relations were already there, to see how far these reach beyond the others.

Nobody tunes the proof to these sentences; who does, writes new ones here and measures those (docs/proof_accuracy.py).
"""

from eduduty_desktop.proof import Relation
from tests.proof.generator import differences, growths, lists, per_units, ratios, repeats, shares, subsets, sums
from tests.proof.generator.wording import Wording, wordings

SCHOOLS = ("一中", "二中", "三中", "实验小学", "城关小学", "育才学校")

_FAMILIES = (
    wordings(
        Relation.SUM,
        "t = a + b",
        ("目前，农村寄宿制学校{a}所、城镇寄宿制学校{b}所，总计{t}所。", sums.schools(2)),
        ("全年下达维修改造资金{t}，分两批拨付，第一批{a}，第二批{b}。", sums.money(2)),
        ("小学、初中专任教师分别有{a}名和{b}名，共{t}名。", sums.staff(2)),
        ("新聘教师{t}名，由{a}名应届毕业生和{b}名在职教师组成。", sums.counts(2, 20, 90)),
        ("受理信访件{t}件，办结{a}件，正在办理{b}件。", sums.counts(2, 10, 90)),
    ),
    wordings(
        Relation.SHARE,
        "p = 100 * a / t",
        ("全县{t}名教师里有{a}名取得心理健康教育资格，占教师总数的{p}。", shares.TEACHERS),
        ("适龄儿童{t}名，按时接种{a}名，接种率{p}。", shares.CHILDREN),
        ("列入计划的{t}个项目已开工{a}个，开工率达{p}。", shares.FEW),
        ("家长问卷发放{t}份，满意{a}份，满意率{p}。", shares.CHILDREN),
        ("教育支出完成{a}，占全县一般公共预算支出（{t}）比重为{p}。", shares.money),
    ),
    wordings(
        Relation.GROWTH,
        "g = 100 * (n - o) / o",
        ("<year>年安排学前教育专项资金{n}，<last>年安排{o}，同比增长{g}。", growths.BUDGET),
        ("教育投入从{o}增长到{n}，增长了{g}。", growths.BUDGET),
        ("中职招生规模由<last>年{o}人扩大到<year>年{n}人，增幅达{g}。", growths.STUDENTS),
        ("财政拨款{n}，同比增加{d}，增幅{g}。", growths.BUDGET, "g = 100 * d / (n - d)"),
    ),
    wordings(
        Relation.DIFFERENCE,
        "d = n - o",
        ("图书馆藏书量生均达标学校{n}所，上年为{o}所，新增{d}所。", differences.counts(20, 140)),
        ("高中阶段毛入学率{n}，上年为{o}，上升{d}。", differences.rates(80, 92)),
        ("需求教师{n}人，现有{o}人，缺{d}人。", differences.counts(900, 7000)),
        ("全年经费支出{n}，超出预算{o}共{d}。", differences.money(10**8, 10**9)),
    ),
    wordings(
        Relation.RATIO,
        "r = b / a",
        ("教师{a}人，学生{b}人，师生之比{r}。", ratios.pupils("1:{}")),
        ("专职教师与学生人数分别为{a}人、{b}人，师生比{r}。", ratios.pupils("1:{}")),
        ("<year>年投入{b}万元，相当于<last>年{a}万元的{r}。", ratios.ratio(100, 900, 1.2, 4.5, "{}倍")),
        ("学生{b}人、平板电脑{a}台，生机比达到{r}。", ratios.ratio(900, 5000, 5.1, 10.2, "{}:1")),
    ),
    wordings(
        Relation.REPEAT,
        "a = b",
        ("现有中小学校舍安全责任人{a}名。\n全县中小学校舍安全责任人{b}名均签订责任书。", repeats.SCHOOLS),
        ("全县共有特岗教师{a}名。\n全县特岗教师{b}名，工资按月发放。", repeats.count(80, 900)),
        ("<year>年全县高考报名{a}人。\n<year>年全县高考报名{b}人，本科上线人数创新高。", repeats.PUPILS),
        ("<year>年全县教育支出{a}。\n据统计，<year>年全县教育支出{b}。", repeats.money),
        ("全县现有中小学{a}所。\n为全县{b}所中小学配备法治副校长。", repeats.SCHOOLS),
        ("全县小学入学率{a}。\n全县小学入学率稳定在{b}。", repeats.rate),
    ),
    wordings(
        Relation.LIST,
        "n = count",
        ("从{list}{n}个维度开展评价。", lists.closed(lists.FIELDS)),
        ("落实{list}{n}项举措。", lists.closed(lists.RULES)),
        ("成立{list}{n}个工作组。", lists.closed(lists.ASPECTS)),
        ("{n}所学校（{list}）被评为示范校。", lists.closed(SCHOOLS)),
    ),
    wordings(
        Relation.SUBSET,
        "a <= w",
        ("参训教师{w}人，农村教师有{a}人。", subsets.TEACHERS),
        ("全县寄宿生{w}人，其中初中寄宿生{a}人。", subsets.PUPILS),
        ("{w}名毕业生中有{a}名考入本科院校。", subsets.TEACHERS),
        ("共建心理辅导室{w}间，其中达到省标的{a}间。", subsets.part(110, 300)),
    ),
    wordings(
        Relation.PER_UNIT,
        "p = a / b",
        ("学生{b}人，馆藏图书{a}册，生均{p}。", per_units.each(per_units.PUPILS, (18, 42), "册")),
        ("全县发放班主任津贴{a}，惠及班主任{b}人，人均{p}。", per_units.money((300, 3000), (3600, 9600))),
        ("补助{b}名学生，每人每年{p}，全年支出{a}。", per_units.fixed((300, 6000), (1000, 1250, 1500)), "a = b * p"),
        ("幼儿园{b}所，在园幼儿{a}人，园均{p}。", per_units.each((30, 150), (110, 300), "人")),
    ),
)

FRESH: dict[Relation, tuple[Wording, ...]] = {family[0].relation: family for family in _FAMILIES}
