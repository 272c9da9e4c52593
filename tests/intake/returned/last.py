"""A third handful of unseen workbooks: towns and months as rows, labels over two lines, numbers with decoration.

Before anything was mended for them, 19 of 26 cells were read as the key has them, two of the others without a word.
"""

from tests.intake.returned.messy import DOUBTED, HONGJIANG, REFUSED, ZHANGYE, Book, F, Page, asked, one_page, said, v

TOWNS = Book(
    "各乡镇一行",
    HONGJIANG,
    [
        Page(
            "乡镇",
            [
                ["洪江市2021年各乡镇教育情况"],
                ["乡镇", "教职工总数", "在园幼儿数", "交流轮岗教师数"],
                ["黔城镇", 500, 1200, 20],
                ["安江镇", 600, 1500, None],
                ["合计", 1100, 2700, 20],
            ],
        ),
        Page("一个镇", [["乡镇", "补充教师总数", "总督学人数"], ["沅河镇", 12, 1]]),
    ],
    {
        "staff.total": asked(1100),
        "pupil.count.preschool": asked(2700),
        "rotation.teachers": asked(20),
        "teacher.recruit.total": DOUBTED,
        "supervision.chief_inspectors": DOUBTED,
    },
)

MONTHS = one_page(
    "按月填",
    HONGJIANG,
    "执法",
    [
        ["月份", "校园周边集中整治行动次数", "参加集中整治人次"],
        ["1月", 2, 20],
        ["2月", 1, 10],
        ["全年", 3, 30],
    ],
    {"safety.joint_campaigns": v(3), "safety.joint_campaign_persons": v(30)},
)

TWO_LINES = one_page(
    "名称分两行",
    HONGJIANG,
    "表",
    [
        ["指标数据", "2021年\n（万元/人/%）", "2020年"],
        ["教职工总数\n（单位：人）", 3137.0, "3100.00"],
        ["一般公共预算\n教育经费", "57,926.181", "57314.66万元"],
        ["交流轮岗教师\n占比（%）", "12.50", None],
        ["★教育督导经费（单位：元）", "325,000.00", None],
        ["  其中:特岗教师  ", F(48, "0.00"), None],
        ["学生每天在校锻炼时间（小时）", "1小时", "60分钟"],
        ["生均心理健康教育专项经费（元/生）", 25, None],
    ],
    {
        "staff.total": v(3137),
        "staff.total@previous": v(3100),
        "fund.public_budget_total": said("57926.181"),
        "fund.public_budget_total@previous": v("57314.66"),
        "rotation.teacher_rate": v("12.50"),
        "supervision.fund": said("32.5"),
        "staff.special_post": v(48),
        "pe.daily_hours": v(1),
        "pe.daily_hours@previous": REFUSED,
        "psych.per_pupil_fund": asked(25),
    },
)

STAGE_IN_CELLS = one_page(
    "学段写在名称里",
    ZHANGYE,
    "财政",
    [
        ["指标", "学段", "单位", "2022年", "2023年"],
        ["生均一般公共预算教育经费", "幼儿园", "元", 8800, 9000],
        ["生均一般公共预算教育经费", "小学", "元", 12500, 13000],
        ["生均一般公共预算教育经费", "初中", "元", 15500, 16000],
        ["小学思政课教师师生比", None, "比", None, "1:300"],
        ["普通高中思政课教师师生比", None, "比", None, "1:280"],
        ["中职生均一般公共预算教育经费", None, "元", None, "15,000"],
        ["在校生（小学）", None, "人", None, 70000],
    ],
    {
        "fund.public_budget_per_pupil.preschool": v(9000),
        "fund.public_budget_per_pupil.preschool@previous": v(8800),
        "fund.public_budget_per_pupil.primary": v(13000),
        "fund.public_budget_per_pupil.primary@previous": v(12500),
        "fund.public_budget_per_pupil.junior": v(16000),
        "fund.public_budget_per_pupil.junior@previous": v(15500),
        "teacher.ideology.ratio.senior": said("1:280"),
        "fund.public_budget_per_pupil.vocational": said(15000),
        "pupil.count.primary": asked(70000),
    },
)

BOOKS = (TOWNS, MONTHS, TWO_LINES, STAGE_IN_CELLS)
