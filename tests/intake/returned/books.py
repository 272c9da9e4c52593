"""Messy workbooks with every trap that we know of, each with its key."""

from datetime import date, time, timedelta

from tests.intake.returned.messy import DOUBTED, NOTHING, REFUSED, Book, F, N, Page, Say, asked, said, v

HONGJIANG, ZHANGYE, WUHAN, BANAN, JINYUN = (
    "hn-2021-hongjiang",
    "gs-2023-zhangye",
    "hb-2021-wuhan",
    "cq-2018-banan",
    "zj-2020-jinyun",
)

UNITS_IN_TITLE = Book(
    "单位写在表头上方",
    HONGJIANG,
    [
        Page(
            "经费",
            [
                ["洪江市2021年度教育经费情况表"],
                ["填报单位：洪江市财政局（盖章）", None, None, "单位：元"],
                ["序号", "项目", "2020年", "2021年", "备注"],
                [1, "一般公共预算教育经费", 573146600, 579261810, None],
                [2, "教育信息化投入", "3,200,000.00", "3,350,000.00", None],
                [3, "教育督导经费（万元）", 30, 32.5, None],
                [4, "校园安全投入", None, "120万", None],
                [5, "教师培训经费实际安排额", None, "85.6万元", "含市级"],
                [6, "生均心理健康教育专项经费", 20, 25, None],
                ["合计", None, 600000000, 610000000, None],
                ["注：以上数据为决算数。"],
            ],
            merges=("A1:E1",),
        )
    ],
    {
        "fund.public_budget_total": said("57926.181"),
        "fund.public_budget_total@previous": said("57314.66"),
        "it.fund": said(335),
        "it.fund@previous": said(320),
        "supervision.fund": v("32.5"),
        "supervision.fund@previous": v(30),
        "safety.fund.total": said(120),
        "training.fund": said("85.6"),
        "psych.per_pupil_fund": v(25),
        "psych.per_pupil_fund@previous": v(20),
    },
)

PERCENTAGES = Book(
    "百分比的各种写法",
    HONGJIANG,
    [
        Page(
            "指标",
            [
                ["指标名称", "单位", "上年", "本年"],
                ["学生体质健康测试率", "%", 98, 100],
                ["学生体质健康数据上报率", "%", None, F(0.952, "0.0%")],
                ["学生体质健康优良率", "%", None, 0.683],
                ["学生总体近视率", "%", "52.1%", "51.3％"],
                ["交流轮岗教师占比", "%", None, "百分之十二"],
                ["学校封闭化管理率", "%", F(1, "0%"), F(1, "0%")],
                ["一键式报警装置安装率", "%", None, F(0.9523809523809524, "0.00%")],
                ["视频监控联网率", "%", None, "９５．２"],
                ["专职保安配备率", "", None, "100%"],
                ["接送车辆检测合格率", "%", None, 9520],
                ["12周岁以上学生两针接种率", "%", None, "—"],
                ["3—11周岁学生第一针接种率", "%", None, F(95.2, "0.0%")],
            ],
        )
    ],
    {
        "health.fitness_test_rate": v(100),
        "health.fitness_test_rate@previous": v(98),
        "health.fitness_report_rate": v("95.2"),
        "health.fitness_good_rate": asked("68.3"),
        "health.myopia_rate": Say(v("51.3").value),
        "health.myopia_rate@previous": v("52.1"),
        "rotation.teacher_rate": said(12),
        "safety.closed_management_rate": v(100),
        "safety.closed_management_rate@previous": v(100),
        "safety.alarm_rate": said("95.24"),
        "safety.video_network_rate": said("95.2"),
        "safety.guard_rate": v(100),
        "safety.vehicle_pass_rate": asked(9520),
        "vaccine.age12_two_dose_rate": NOTHING,
        "vaccine.age3_11_first_dose_rate": asked(9520),
    },
)

CLOCKS = Book(
    "被改成时间和日期的比",
    HONGJIANG,
    [
        Page(
            "编制",
            [
                ["教职工编制师生比标准"],
                ["学段", "本年", "备注"],
                ["小学", time(1, 19), None],
                ["初中", F(timedelta(seconds=73.5), "mm:ss.0"), None],
                ["普通高中", "1：12.5", "按标准"],
            ],
        ),
        Page(
            "其他",
            [
                ["指标", "单位", "本年"],
                ["中小学教职工编制总量", "人", date(2021, 3, 5)],
                ["中小学实有教师数", "人", time(13, 14)],
                ["教育工作领导小组会议次数", "次", "3-5"],
                ["教育专题会议次数", "次", "3月5日"],
            ],
        ),
    ],
    {
        "staff.ratio_norm.primary": said("1:19"),
        "staff.ratio_norm.junior": said("1:13.5"),
        "staff.ratio_norm.senior": said("1:12.5"),
        "staff.quota_total": REFUSED,
        "staff.actual": REFUSED,
        "party.leading_group_meetings": REFUSED,
        "gov.education_meetings": REFUSED,
    },
)

WORDS_FOR_NOTHING = Book(
    "没有数据的各种写法",
    HONGJIANG,
    [
        Page(
            "数据",
            [
                ["指标数据", "单位", "上年", "本年", "备注"],
                ["教育工作领导小组会议次数", "次", "—", "4", None],
                ["领导小组审议通过文件数", "个", None, "无", None],
                ["领导小组议定事项数", "项", "/", "暂无", None],
                ["党委常委会研究教育次数", "次", 2, 0, "全年未召开"],
                ["政府常务会研究教育次数", "次", None, "——", None],
                ["教育专题会议次数", "次", None, "?", None],
                ["党政领导到校调研次数", "次", None, "20余次", None],
                ["定点联系学校的党政领导人数", "人", None, "约19人", None],
                ["补充教师总数", "人", "130", " 134 ", None],
                ["其中：思政课教师", "人", None, N(5, "含转岗1人"), None],
                ["党课竞赛参赛党组织书记", "人", None, "#REF!", None],
                ["党员干部为群众办实事件数", "件", None, "#DIV/0!", None],
                ["已整改问题数", "个", None, "七十三", None],
                ["整改中问题数", "个", None, "-10", None],
                ["未装学生公用电话学校数", "所", None, "10所（含教学点2个）", None],
                ["督查发现问题数", "个", None, "=B3+1", None],
                ["备注：以上数据截至12月底。"],
            ],
        )
    ],
    {
        "party.leading_group_meetings": v(4),
        "party.leading_group_meetings@previous": NOTHING,
        "party.documents_adopted": REFUSED,
        "party.items_decided": REFUSED,
        "party.items_decided@previous": NOTHING,
        "party.standing_committee_sessions": v(0),
        "party.standing_committee_sessions@previous": v(2),
        "gov.executive_sessions": NOTHING,
        "gov.education_meetings": REFUSED,
        "party.leader_research_visits": said(20),
        "party.leaders_linked_schools": said(19),
        "teacher.recruit.total": v(134),
        "teacher.recruit.total@previous": v(130),
        "teacher.recruit.sizheng": said(5),
        "party.lecture_contest_secretaries": REFUSED,
        "party.practical_deeds": REFUSED,
        "five.problems_rectified": said(73),
        "five.problems_pending": asked("-10"),
        "five.schools_without_phone": said(10),
        "five.problems_found": REFUSED,
    },
)

MATRIX_BY_STAGE = Book(
    "学段在列上",
    ZHANGYE,
    [
        Page("封面", []),
        Page(
            "Sheet2",
            [
                ["张掖市各级各类学校基本情况统计表（2023年）"],
                ["项目", "单位", "合计", "幼儿园", "小学", "初中", "普通高中", "中等职业学校", "特殊教育学校"],
                ["学校数", "所", 700, 301, 120, 80, 22, 10, 2],
                ["在校（园）学生数", "人", 200000, 40000, "70,000", 42000, 30000, 12000, 200],
                ["教职工数", "人", 20000, 3000, 7000, 5000, 3500, 1000, 80],
                ["生均一般公共预算教育经费", "元", None, 9000, 13000, 16000, 15000, "1.5万", None],
            ],
            merges=("A1:I1",),
        ),
    ],
    {
        "school.count.preschool": v(301),
        "school.count.primary": v(120),
        "school.count.junior": v(80),
        "school.count.senior": v(22),
        "school.count.vocational": v(10),
        "school.count.special": v(2),
        "school.count.total": asked(700),
        "pupil.count.total": asked(200000),
        "staff.total": asked(20000),
        "pupil.count.preschool": v(40000),
        "pupil.count.primary": said(70000),
        "pupil.count.junior": v(42000),
        "pupil.count.senior": v(30000),
        "pupil.count.vocational": v(12000),
        "pupil.count.special": v(200),
        "staff.count.preschool": v(3000),
        "staff.count.primary": v(7000),
        "staff.count.junior": v(5000),
        "staff.count.senior": v(3500),
        "staff.count.vocational": v(1000),
        "staff.count.special": v(80),
        "fund.public_budget_per_pupil.preschool": v(9000),
        "fund.public_budget_per_pupil.primary": v(13000),
        "fund.public_budget_per_pupil.junior": v(16000),
        "fund.public_budget_per_pupil.senior": v(15000),
        "fund.public_budget_per_pupil.vocational": said(15000),
    },
    year=2023,
    county="张掖市",
)

MATRIX_TWO_YEARS = Book(
    "两行表头",
    ZHANGYE,
    [
        Page(
            "生均经费",
            [
                ["生均一般公共预算教育经费情况表"],
                [None, None, None, None, None, "单位：元"],
                ["年度", "学前", "小学", "初中", "普通高中", "中职"],
                ["2022年", 8800, 12500, 15500, 14800, 14000],
                ["2023年", 9000, 13000, 16000, 15000, 15000],
                ["增幅（%）", 2.27, 4, 3.23, 1.35, 7.14],
            ],
        ),
        Page(
            "学校",
            [
                ["类别", "2022年", None, "2023年", None],
                [None, "学校数（所）", "在校生数（人）", "学校数（所）", "在校生数（人）"],
                ["幼儿园", 300, 41000, 301, 40000],
                ["小学", 125, 71000, 120, 70000],
                ["初中", 81, 42500, 80, 42000],
                ["合计", 506, 154500, 501, 152000],
            ],
            merges=("A1:A2", "B1:C1", "D1:E1"),
        ),
    ],
    {
        **{
            f"fund.public_budget_per_pupil.{stage}{slot}": v(value)
            for slot, values in (
                ("@previous", (8800, 12500, 15500, 14800, 14000)),
                ("", (9000, 13000, 16000, 15000, 15000)),
            )
            for stage, value in zip(("preschool", "primary", "junior", "senior", "vocational"), values, strict=True)
        },
        "school.count.preschool": v(301),
        "school.count.preschool@previous": v(300),
        "school.count.primary": v(120),
        "school.count.primary@previous": v(125),
        "school.count.junior": v(80),
        "school.count.junior@previous": v(81),
        "pupil.count.preschool": v(40000),
        "pupil.count.preschool@previous": v(41000),
        "pupil.count.primary": v(70000),
        "pupil.count.primary@previous": v(71000),
        "pupil.count.junior": v(42000),
        "pupil.count.junior@previous": v(42500),
        "school.count.total": asked(501),
        "school.count.total@previous": asked(506),
        "pupil.count.total": asked(152000),
        "pupil.count.total@previous": asked(154500),
    },
    year=2023,
    county="张掖市",
)

FORMATS = Book(
    "单元格格式带单位",
    HONGJIANG,
    [
        Page(
            "财政",
            [
                ["指标名称", "单位", "上年", "本年"],
                ["一般公共预算教育经费", "万元", None, F(579261810, '0!.0,"万元"')],
                ["教育督导经费", "万元", None, F(32.5, '0.00"万元"')],
                ["教育信息化投入", "万元", None, F(3350000, "#,##0,")],
                ["校园安全投入", "亿元", None, 0.0235],
                ["教师培训经费实际安排额", "万", None, 85.6],
                ["乡村教师人才津贴上报额", "千元", "120", 1250],
                ["各类学生补助发放额", "万元", None, 1234.5678912345],
                ["生均一般公共预算教育支出（小学）", "元", None, F(12345.678, "#,##0.00")],
                ["义务教育教师年平均工资", "元", 75000, "7.79万"],
                ["公务员年平均工资", "元", None, "¥76,000.00"],
                ["教师年终绩效人均发放额", "元", None, F(30000, '"¥"#,##0')],
            ],
        )
    ],
    {
        "fund.public_budget_total": asked("57926.181"),
        "supervision.fund": said("32.5"),
        "it.fund": DOUBTED,
        "safety.fund.total": said(235),
        "training.fund": said("85.6"),
        "teacher.talent_allowance": said(125),
        "teacher.talent_allowance@previous": said(12),
        "aid.spring.fund": said("1234.5679"),
        "fund.public_budget_per_pupil.primary": v("12345.678"),
        "teacher.salary.mean": said(77900),
        "teacher.salary.mean@previous": v(75000),
        "civil_servant.salary.mean": asked(76000),
        "teacher.year_end_bonus": v(30000),
    },
)

RETYPED = Book(
    "重新打过的名称",
    HONGJIANG,
    [
        Page(
            "教育局",
            [
                ["洪江市教育局2021年度自评数据"],
                ["序号", "填报项目", "计量单位", "2021年", "2020年", "与上年比", "全省平均"],
                [1, "1.教职工人数", "人", 3137, 3100, 37, None],
                [None, "其中： 特岗教师", "人", 48, 50, -2, None],
                [None, "其中：退伍安置保安（人）", None, 12, None, None, None],
                [2, "(2)公办学校数量", "所", 88, 88, 0, None],
                [3, "在园幼儿数（含民办）", "人", 9000, None, None, None],
                [4, "交流轮岗的教师数", "名", 120, None, None, 100],
                [5, "交流轮岗教师比例", "%", 12.5, None, None, 10],
                [6, "开展课后服务的学校", "个", 30, None, None, None],
                [7, "教师流动人数", "人", 77, None, None, None],
                [8, "国家级培训", "人次", 300, None, None, None],
                [9, "乡村小规模学校改造投入", "万元", "1,250", None, None, None],
                [10, "义务教育阶段教职工", "人", 2500, None, None, None],
                [11, "非义务教育阶段教职工", "人", 637, None, None, None],
                [12, "公办园幼儿占比", "%", 50.1, None, None, None],
            ],
        )
    ],
    {
        "staff.total": said(3137),
        "staff.total@previous": said(3100),
        "staff.special_post": v(48),
        "staff.special_post@previous": v(50),
        "staff.veteran_guard": v(12),
        "school.public.total": asked(88),
        "school.public.total@previous": asked(88),
        "pupil.count.preschool": asked(9000),
        "rotation.teachers": said(120),
        "rotation.teacher_rate": said("12.5"),
        "sd.afterschool_schools": said(30),
        "training.national": asked(300),
        "rural.small_school_fund": said(1250),
        "staff.compulsory": said(2500),
        "staff.non_compulsory": said(637),
        "preschool.public_share": asked("50.1"),
    },
)

HIDDEN_AND_MERGED = Book(
    "隐藏和合并",
    WUHAN,
    [
        Page("说明", [["填报说明"], ["请各单位认真填写。"]]),
        Page(
            "数据",
            [
                ["类别", "指标名称", "单位", "上年数", "本年数", "备注"],
                ["经费", "教育经费总收入", "亿元", 300.5, 312.4, None],
                [None, "财政性教育经费支出", "亿元", 280, 290.12, None],
                [None, "一般公共预算教育经费", "万元", 2500000, 2650000, None],
                ["学位", "新增公办园学位", "万个", 1.2, 1.52, None],
                [None, "新增中小学入学学位", "个", None, 25600, None],
                ["判断", "各学段生均教育事业费不低于上年", None, None, "是", None],
                [None, "义务教育平均工资不低于公务员", None, None, "√", None],
                [None, "在编教师普通话水平全部达标", None, None, "无", None],
                [None, "有资质的专职校医人数", "人", None, "不足百人", None],
                ["安全", "校园重大安全责任事故", "起", 0, 0, None],
                [None, "视频监控联网率", "%", None, 100, None],
                [None, "一键式报警装置联网率", "%", None, 99.8, None],
            ],
            merges=("A2:A4", "A5:A6", "A7:A10", "A11:A13"),
            hidden_rows=(12,),
        ),
        Page("旧数据", [["指标名称", "本年"], ["教育经费总收入", 111]], hidden=True),
    ],
    {
        "fund.total_income": v("312.4"),
        "fund.total_income@previous": v("300.5"),
        "fund.fiscal_expenditure": v("290.12"),
        "fund.fiscal_expenditure@previous": v(280),
        "fund.public_budget_total": said(265),
        "fund.public_budget_total@previous": said(250),
        "preschool.new_places": v("1.52"),
        "preschool.new_places@previous": v("1.2"),
        "places.new": asked("2.56"),
        "fund.recurrent_per_pupil_not_decrease": v(1),
        "teacher.salary.not_lower_than_civil_servant": asked(1),
        "lang.teacher_all_qualified": said(0),
        "health.school_doctors": Say("不足百人"),
        "safety.major_accidents": v(0),
        "safety.major_accidents@previous": v(0),
        "safety.video_network_rate": said(100),
        "safety.alarm_network_rate": v("99.8"),
    },
    county="武汉市",
)

WRONG_UNITS = Book(
    "单位可能写错",
    HONGJIANG,
    [
        Page(
            "财政",
            [
                ["指标名称", "单位", "上年", "本年"],
                ["一般公共预算教育经费", "万元", 57314.66, 579261810],
                ["教育督导经费", "人", None, 32.5],
                ["校园安全投入（元）", "万元", None, 235],
                ["教育信息化投入", "万元", None, "45万"],
                ["教师培训经费实际安排额", "万元", None, "1,23,4"],
                ["心理健康服务中心专项经费", "万元", None, "10-20"],
                ["各类学生补助发放额", "万元", None, "1 234"],
                ["危化品无害化处理经费", None, None, 12],
                ["学校保安工资经费", "万元", None, "三百万元"],
            ],
        )
    ],
    {
        "fund.public_budget_total": asked(),
        "fund.public_budget_total@previous": v("57314.66"),
        "supervision.fund": REFUSED,
        "safety.fund.total": asked(235),
        "it.fund": asked(45),
        "training.fund": REFUSED,
        "psych.center_fund": REFUSED,
        "aid.spring.fund": said(1234),
        "lab.disposal_fund": said(12),
        "safety.fund.guard_pay": said(300),
    },
)
WRONG_UNITS.key["fund.public_budget_total"] = Say(v(579261810).value, flag=True, may_refuse=True)

OTHER_YEAR = Book(
    "去年的表",
    HONGJIANG,
    [
        Page(
            "数据",
            [
                ["洪江市2020年度履行教育职责自评填报表"],
                ["指标名称", "单位", "上年", "本年"],
                ["教职工总数", "人", 3000, 3100],
                ["公办学校数", "所", 80, 81],
            ],
        )
    ],
    {
        "staff.total": asked(3100),
        "staff.total@previous": asked(3000),
        "school.public.total": asked(81),
        "school.public.total@previous": asked(80),
    },
)

OTHER_COUNTY = Book(
    "别县的表",
    HONGJIANG,
    [
        Page(
            "数据",
            [
                ["中方县财政局2021年度自评数据"],
                ["指标名称", "单位", "本年"],
                ["一般公共预算教育经费", "万元", 41000],
                ["教育督导经费", "万元", 20],
            ],
        )
    ],
    {"fund.public_budget_total": asked(41000), "supervision.fund": asked(20)},
)

IDS_MOVED = Book(
    "编号与名称错位",
    HONGJIANG,
    [
        Page(
            "数据",
            [
                ["数据填报表"],
                ["填报单位：教育局"],
                ["编号", "序号", "指标数据", "单位", "上年", "本年", "备注"],
                ["figures/staff.total", 1, "教职工总数", "人", 3100, 3137, None],
                ["figures/staff.special_post", 2, "其中：退伍安置保安", "人", None, 12, None],
                ["figures/staff.veteran_guard", 3, "其中：特岗教师", "人", None, 48, None],
                ["figures/rotation.teachers", 4, None, "人", None, 120, "名称被删"],
                ["figures/no.such", 5, "交流轮岗校长数", "人", None, 8, None],
                [None, 6, "交流轮岗教师占比", "%", None, 12.5, None],
            ],
            hidden_columns=("A",),
        )
    ],
    {
        "staff.total": v(3137),
        "staff.total@previous": v(3100),
        "staff.veteran_guard": said(12),
        "staff.special_post": said(48),
        "rotation.teachers": Say(v(120).value),
        "rotation.principals": said(8),
        "rotation.teacher_rate": v("12.5"),
    },
)
IDS_MOVED.key["rotation.teachers"] = Say(v(120).value)

SEVERAL_TABLES = Book(
    "一张表里几个表",
    JINYUN,
    [
        Page(
            "Sheet1",
            [
                ["缙云县教育局2020年度自评数据"],
                [],
                ["一、新增学位（单位：个）"],
                ["学段", "2020年", "2019年"],
                ["学前", 300, 100],
                ["小学", 540, 200],
                ["初中", 450, None],
                ["合计", 1290, 300],
                [],
                ["二、残疾学生入学率"],
                ["学段", "2020年（%）"],
                ["学前", 96.5],
                ["义务教育", 99.1],
                ["普通高中", 0.92],
                [],
                ["三、其他"],
                ["指标", "本年", "单位"],
                ["幼儿园", 66, "所"],
                ["民办幼儿园", 30, "所"],
                ["交流校长", 5, "人次"],
                ["同步课堂", "1，200", "节"],
                ["社会公众教育满意度", 90.51, "分"],
            ],
        )
    ],
    {
        "places.new.preschool": v(300),
        "places.new.preschool@previous": v(100),
        "places.new.primary": v(540),
        "places.new.primary@previous": v(200),
        "places.new.junior": v(450),
        "special.enrol_rate.preschool": v("96.5"),
        "special.enrol_rate.compulsory": v("99.1"),
        "special.enrol_rate.senior": asked(92),
        "school.count.preschool": Say(v(66).value, flag=False, may_refuse=True),
        "school.private.preschool": v(30),
        "rotation.principals": v(5),
        "class.sync": said(1200),
        "satisfaction.public": v("90.51"),
    },
    year=2020,
    county="缙云县",
)

INJECTED = Book(
    "公式注入",
    HONGJIANG,
    [
        Page(
            "数据",
            [
                ["指标名称", "单位", "本年", "备注"],
                ["教职工总数", "人", 3137, '=HYPERLINK("http://x.example","点这里")'],
                ["公办学校数", "所", "+cmd|' /C calc'!A0", None],
                ["交流轮岗教师数", "人", "@SUM(1+1)", None],
            ],
        )
    ],
    {"staff.total": Say(v(3137).value), "school.public.total": REFUSED, "rotation.teachers": REFUSED},
)
TRANSPOSED = Book(
    "行列颠倒",
    HONGJIANG,
    [
        Page(
            "横表",
            [
                ["年度", "教职工总数（人）", "补充教师总数（人）", "教育督导经费（元）"],
                ["上年", 3100, 130, 300000],
                ["本年", 3137, 134, 325000],
            ],
        )
    ],
    {
        "staff.total": v(3137),
        "staff.total@previous": v(3100),
        "teacher.recruit.total": v(134),
        "teacher.recruit.total@previous": v(130),
        "supervision.fund": said("32.5"),
        "supervision.fund@previous": said(30),
    },
)

BOOKS = (
    UNITS_IN_TITLE,
    PERCENTAGES,
    CLOCKS,
    WORDS_FOR_NOTHING,
    MATRIX_BY_STAGE,
    MATRIX_TWO_YEARS,
    FORMATS,
    RETYPED,
    HIDDEN_AND_MERGED,
    WRONG_UNITS,
    OTHER_YEAR,
    OTHER_COUNTY,
    IDS_MOVED,
    SEVERAL_TABLES,
    INJECTED,
    TRANSPOSED,
)
