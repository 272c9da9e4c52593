"""A second dozen of unseen workbooks, made to mislead: partial sums, plans, odd units, copies, headings over headings.

Before anything was mended for them, 66 of 81 cells were read as the key has them, six of the others without a word.
"""

from tests.intake.returned.messy import (
    DOUBTED,
    HONGJIANG,
    JINYUN,
    NOTHING,
    REFUSED,
    WUHAN,
    ZHANGYE,
    Book,
    F,
    N,
    Page,
    asked,
    one_page,
    said,
    v,
)

TOWN_AND_COUNTRY = one_page(
    "城区乡镇分列",
    HONGJIANG,
    "教育局",
    [
        ["指标", "单位", "城区", None, "乡镇", None],
        [None, None, "2020年", "2021年", "2020年", "2021年"],
        ["教职工总数", "人", 1500, 1520, 1600, 1617],
        ["交流轮岗教师数", "人", None, 80, None, None],
        ["开展课后服务学校数", "所", None, 20, None, 10],
    ],
    {
        "staff.total": DOUBTED,
        "staff.total@previous": DOUBTED,
        "rotation.teachers": DOUBTED,
        "sd.afterschool_schools": DOUBTED,
    },
    merges=("C1:D1", "E1:F1", "A1:A2", "B1:B2"),
)

PUBLIC_AND_PRIVATE = one_page(
    "公办民办分行",
    ZHANGYE,
    "学校",
    [
        ["办园性质", "项目", "单位", "本年"],
        ["公办", "幼儿园", "所", 120],
        [None, "在园幼儿", "人", 25000],
        ["民办", "幼儿园", "所", 181],
        [None, "幼儿园教职工", "人", 1800],
    ],
    {
        "school.count.preschool": DOUBTED,
        "pupil.count.preschool": DOUBTED,
        "staff.count.preschool": DOUBTED,
    },
    merges=("A2:A3", "A4:A5"),
)

ODD_UNITS = Book(
    "少见的单位",
    HONGJIANG,
    [
        Page(
            "甲",
            [
                ["教育经费统计", None, "单位：百元"],
                ["项目", "2021年", "2020年"],
                ["教育督导经费", 3250, 3000],
                ["教育信息化投入", 33500, None],
            ],
        ),
        Page(
            "乙",
            [
                ["人员统计（单位：千人）"],
                ["项目", "2021年"],
                ["教职工总数", 3.137],
                ["在园幼儿数", 9],
            ],
        ),
        Page(
            "丙",
            [
                ["项目", "单位", "2021年"],
                ["学校结对帮扶小组数", "对", 27],
                ["乡村小规模学校改造投入", "万", 1250],
                ["受赠教育信息化软硬件价值", "万美元", 12],
                ["改扩建校舍面积", "万平方米", 0.865],
                ["中职实训大楼建设面积", "亩", 12],
                ["学生每天在校锻炼时间", "分钟", 60],
            ],
        ),
    ],
    {
        "supervision.fund": DOUBTED,
        "supervision.fund@previous": DOUBTED,
        "it.fund": DOUBTED,
        "staff.total": asked(3137),
        "pupil.count.preschool": asked(9000),
        "pairing.groups": asked(27),
        "rural.small_school_fund": said(1250),
        "it.donation_value": REFUSED,
        "rural.rebuilt_area": said(8650),
        "vocational.training_building_area": REFUSED,
        "pe.daily_hours": REFUSED,
    },
)

PLAN_TABLE = Book(
    "预算表",
    HONGJIANG,
    [
        Page(
            "2021年预算表",
            [
                ["洪江市2021年教育专项资金预算表"],
                ["序号", "项目名称", "金额（万元）"],
                [1, "教育督导经费", 30],
                [2, "教育信息化投入", 300],
            ],
        ),
        Page(
            "决算",
            [
                ["洪江市2021年教育专项资金决算表"],
                ["序号", "项目名称", "预算数（万元）", "决算数（万元）"],
                [1, "心理健康服务中心专项经费", 20, 18.5],
                [2, "危化品无害化处理经费", 12, "12.0"],
            ],
        ),
    ],
    {
        "supervision.fund": DOUBTED,
        "it.fund": DOUBTED,
        "psych.center_fund": v("18.5"),
        "lab.disposal_fund": v(12),
    },
)

COPIED_SHEET = Book(
    "两份相同的表",
    HONGJIANG,
    [
        Page("数据", [["指标", "单位", "本年"], ["总督学人数", "人", 1], ["责任区督学人数", "人", 30]]),
        Page("数据 (2)", [["指标", "单位", "本年"], ["总督学人数", "人", 1], ["责任区督学人数", "人", 32]]),
    ],
    {"supervision.chief_inspectors": v(1), "supervision.area_inspectors": DOUBTED},
)

LETTER = one_page(
    "函后面附表",
    WUHAN,
    "Sheet1",
    [
        ["关于报送2021年度有关数据的函"],
        ["市教育局："],
        ["现将我局有关数据报送如下，请审阅。其中，教育经费总收入320亿元为快报数，以附表为准。"],
        ["附表"],
        [None, None, None, None, "单位:亿元"],
        [None, "指 标", "2021年\n（决算）", "2020年\n（决算）", "备 注"],
        [None, "一、教育经费总收入", 312.4, 300.5, None],
        [None, "（一）财政性教育经费支出", 290.12, 280, None],
        [None, "其中：一般公共预算教育经费", 265, 250, "含基金"],
        [None, "二、市区两级财政新增安全经费", "1.2", "-", None],
        [None, "填表人：王五", None, None, "2022年1月5日"],
    ],
    {
        "fund.total_income": v("312.4"),
        "fund.total_income@previous": v("300.5"),
        "fund.fiscal_expenditure": v("290.12"),
        "fund.fiscal_expenditure@previous": v(280),
        "fund.public_budget_total": said(265),
        "fund.public_budget_total@previous": v(250),
        "safety.fund.new": v("1.2"),
        "safety.fund.new@previous": NOTHING,
    },
)

HALF_YEARS = Book(
    "半年数",
    HONGJIANG,
    [
        Page(
            "督导室",
            [
                ["指标", "单位", "2021年1-6月", "2021年1—12月", "2020年1-12月"],
                ["责任区督学培训次数", "次", 2, 4, 3],
                ["责任区督学培训人次", "人次", 60, 120, 100],
            ],
        ),
        Page("统计", [["指标", "单位", "2021年上半年"], ["责任督学指出问题数", "个", 20]]),
    ],
    {
        "supervision.trainings": v(4),
        "supervision.trainings@previous": v(3),
        "supervision.training_participants": v(120),
        "supervision.training_participants@previous": v(100),
        "supervision.problems_found": DOUBTED,
    },
)

WRITTEN_OVER = one_page(
    "改过的填报表",
    HONGJIANG,
    "数据",
    [
        ["数据填报表"],
        ["填报单位：教育局　　年度：2021年"],
        ["编号", "序号", "指标数据", "单位", "期间", "口径", "上年", "本年", "备注"],
        [
            "figures/staff.total",
            1,
            "教职工总数",
            "人",
            "截至 2021-12",
            None,
            "3,100人",
            "3137 人",
            "较上年增加37人",
        ],
        [
            "figures/preschool.public_share",
            2,
            "公办园在园幼儿占比",
            "%",
            None,
            None,
            0.48,
            F(0.501, "0.00%"),
            None,
        ],
        ["figures/training.national", 3, "国家级培训人次", "人次", "学年 2020-2021", None, None, 300, None],
        ["figures/psych.online_weeks", 4, "线上系列课程周数", "周", "截至2021年底", None, None, "１２周", None],
        [
            "figures/vocational.training_building_area",
            5,
            "中职实训大楼建设面积",
            "平方米",
            None,
            None,
            None,
            "8,650.50",
            None,
        ],
        [
            "figures/aid.spring.beneficiaries",
            6,
            "各类学生补助受益人次",
            "人次",
            None,
            None,
            None,
            "2.1万人次",
            None,
        ],
        [
            "figures/rotation.key_teachers",
            7,
            "交流轮岗县级及以上骨干教师数",
            "人",
            None,
            None,
            None,
            "见附件",
            None,
        ],
        ["figures/sd.subject_pupils", 8, "学科类机构在培学生数", "人", None, None, None, "1200\n", None],
        ["figures/ethics.campaign_days", 9, "暑期师德师风集中整治天数", "天", None, None, None, 620, None],
    ],
    {
        "staff.total": v(3137),
        "staff.total@previous": said(3100),
        "preschool.public_share": v("50.1"),
        "preschool.public_share@previous": asked(48),
        "training.national": v(300),
        "psych.online_weeks": said(12),
        "vocational.training_building_area": said("8650.5"),
        "aid.spring.beneficiaries": said(21000),
        "rotation.key_teachers": REFUSED,
        "sd.subject_pupils": v(1200),
        "ethics.campaign_days": asked(620),
    },
    hidden_columns=("A",),
)

TREE = one_page(
    "多级分类",
    JINYUN,
    "汇总表",
    [
        ["缙云县2020年教育自评数据采集表"],
        ["一级指标", "二级指标", "监测点", "数据项", "计量单位", "2019年", "2020年", "数据来源", "备注"],
        ["保障水平", "经费投入", "1", "财政性教育经费总投入", "亿元", 11.8, 12.3456, "财政局", None],
        [None, None, "2", "财政性教育经费占财政总支出比例", "%", 19.88, 20.15, "财政局", None],
        [None, "师资队伍", "3", "在编教职工", "人", 4000, 4050, "编办", None],
        [None, None, "4", "编外待聘教师", "人", 300, 280, "人社局", None],
        ["办学条件", "学校建设", "5", "新增校舍面积", "万平方米", 1.2, 1.5, "教育局", None],
        [None, None, "6", "教育固定资产投资", "亿元", None, "1.2亿", "发改局", None],
        ["发展水平", "普及程度", "7", "残疾学生入学率（义务教育）", "%", 99, 99.1, "残联", None],
        [None, None, "8", "中小学在校学生", "万人", 3.9, 4.0, "教育局", None],
    ],
    {
        "fund.fiscal_total": v("12.3456"),
        "fund.fiscal_total@previous": v("11.8"),
        "fund.fiscal_share": v("20.15"),
        "fund.fiscal_share@previous": v("19.88"),
        "staff.in_post": v(4050),
        "staff.in_post@previous": v(4000),
        "staff.contract": v(280),
        "staff.contract@previous": v(300),
        "school.building.added": said(15000),
        "school.building.added@previous": said(12000),
        "invest.fixed": asked(12000),
        "special.enrol_rate.compulsory": v("99.1"),
        "special.enrol_rate.compulsory@previous": v(99),
        "pupil.count.school": said(40000),
        "pupil.count.school@previous": said(39000),
    },
    merges=("A3:A6", "B3:B4", "B5:B6", "A7:A8", "B7:B8", "A9:A10", "B9:B10"),
)

REMARKS_IN_CELLS = one_page(
    "数后有话",
    HONGJIANG,
    "数据",
    [
        ["指标", "单位", "本年"],
        ["教职工总数", "人", "3137（不含临聘）"],
        ["补充教师总数", "人", "134*"],
        ["其中：思政课教师", "人", "5①"],
        ["公开招聘教师数", "人", ">60"],
        ["引进硕士研究生高层次人才数", "人", "3+2"],
        ["特岗教师转正人数", "人", "20/48"],
        ["定向培养分配教师数", "人", "31人，均为本科"],
        ["外县市调入教师数", "人", "0（无）"],
        ["中小学实有教师数", "人", "3137→3120"],
        ["中小学教职工编制总量", "人", "O"],
        ["学校配备保安人数", "人", "三百一十人"],
        ["专（兼）职心理健康教师数", "人", "62+"],
        ["持心理咨询师证教师数", "人", N("12", "原为10，已更正")],
        ["督导专职工作人员数", "人", "≈6"],
        ["总督学人数", "人", "１"],
    ],
    {
        "staff.total": said(3137),
        "teacher.recruit.total": said(134),
        "teacher.recruit.sizheng": said(5),
        "teacher.new.open": REFUSED,
        "teacher.new.master": REFUSED,
        "teacher.new.special_post": REFUSED,
        "teacher.new.directed": asked(31),
        "teacher.new.transfer": said(0),
        "staff.actual": REFUSED,
        "staff.quota_total": REFUSED,
        "safety.guards": said(310),
        "psych.teachers": REFUSED,
        "psych.certified_teachers": said(12),
        "supervision.full_time_staff": asked(6),
        "supervision.chief_inspectors": said(1),
    },
)

NO_LABELS_KNOWN = one_page(
    "名称似是而非",
    HONGJIANG,
    "数据",
    [
        ["指标", "单位", "本年"],
        ["教职工平均年龄", "岁", 41],
        ["民办学校数", "所", 12],
        ["学生近视率（小学）", "%", 38],
        ["教育督导经费增长率", "%", 8],
        ["乡镇义务教育学校专任教师本科率", "%", 80],
        ["公务员平均工资", "元", 76000],
        ["初中专任教师数", "人", 900],
        ["新增公办学校数", "所", 1],
        ["公办学校占比", "%", 90],
        ["省级培训人次（线上）", "人次", 500],
        ["学科类培训机构学生数", "人", 100],
        ["城关镇专任教师研究生人数", "人", 30],
        ["3—11周岁学生第三针接种率", "%", 40],
    ],
    {"civil_servant.salary.mean": asked(76000), "training.provincial": asked(500), "sd.subject_pupils": asked(100)},
)

BOOKS = (
    TOWN_AND_COUNTRY,
    PUBLIC_AND_PRIVATE,
    ODD_UNITS,
    PLAN_TABLE,
    COPIED_SHEET,
    LETTER,
    HALF_YEARS,
    WRITTEN_OVER,
    TREE,
    REMARKS_IN_CELLS,
    NO_LABELS_KNOWN,
)
