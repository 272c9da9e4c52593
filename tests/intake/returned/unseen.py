"""Messy workbooks that were thought up after the reader was written, as departments really send them.

The first version read 75 of 142 cells as the key has them, one of the others without a word; what they taught is built in.
"""

from datetime import date, datetime, time

from tests.intake.returned.messy import (
    BANAN,
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
    Say,
    asked,
    maybe,
    one_page,
    said,
    v,
)

IN_SENTENCES = one_page(
    "数写在句子里",
    HONGJIANG,
    "Sheet1",
    [
        ["市委教育工作领导小组秘书组"],
        ["关于报送教育工作有关数据的回复"],
        [],
        ["序 号", "指 标 名 称", "单 位", "本 年 数", "上 年 数", "备  注"],
        [1, "教育工作领导小组会议次数", "次", "全年4次", "3次", None],
        [2, "领导小组审议通过文件数", "个", "共计21个", None, None],
        [3, "领导小组议定事项数", "项", "12项，其中已办结10项", None, None],
        [4, "党委常委会研究教育次数", "次", "2次（3月、9月）", "2 ", None],
        [5, "政府常务会研究教育次数", "次", "\u00a05\u00a0", None, None],
        [6, "教育专题会议次数", "次", "３　次", None, None],
        [7, "党政领导到校调研次数", "次", "20多次", "近20次", None],
        [8, "定点联系学校的党政领导人数", "人", "十九人", None, None],
        ["", "审核人：李四", "", "", "", ""],
    ],
    {
        "party.leading_group_meetings": asked(4),
        "party.leading_group_meetings@previous": v(3),
        "party.documents_adopted": asked(21),
        "party.items_decided": asked(12),
        "party.standing_committee_sessions": said(2),
        "party.standing_committee_sessions@previous": v(2),
        "gov.executive_sessions": v(5),
        "gov.education_meetings": maybe(3),
        "party.leader_research_visits": said(20),
        "party.leader_research_visits@previous": said(20),
        "party.leaders_linked_schools": said(19),
    },
)

SIDE_BY_SIDE = one_page(
    "左右两栏",
    HONGJIANG,
    "人社",
    [
        ["洪江市人力资源和社会保障局2021年数据"],
        ["指标", "单位", "本年", None, "指标", "单位", "本年"],
        ["公开招聘教师数", "人", 60, None, "引进硕士研究生高层次人才数", "人", 3],
        ["特岗教师转正人数", "人", 20, None, "定向培养分配教师数", "人", 31],
        ["外县市调入教师数", "人", 9, None, "特岗转正教师中本科学历人数", "人", 11],
    ],
    {
        "teacher.new.open": v(60),
        "teacher.new.master": v(3),
        "teacher.new.special_post": v(20),
        "teacher.new.directed": v(31),
        "teacher.new.transfer": v(9),
        "teacher.new.special_post_bachelor": v(11),
    },
)

QUARTERS = one_page(
    "分季度",
    HONGJIANG,
    "培训",
    [
        ["指标", "单位", "一季度", "二季度", "三季度", "四季度", "全年"],
        ["责任区督学培训次数", "次", 1, 1, 1, 1, 4],
        ["责任区督学培训人次", "人次", 30, 30, 30, 30, 120],
        ["责任督学指出问题数", "个", 10, 12, 8, 9, 39],
    ],
    {
        "supervision.trainings": v(4),
        "supervision.training_participants": v(120),
        "supervision.problems_found": v(39),
    },
)

PLAN_AND_DONE = one_page(
    "计划与完成",
    HONGJIANG,
    "发改",
    [
        ["洪江市发改局教育项目完成情况"],
        ["项目", "2021年计划", "2021年完成", "完成率(%)", "2020年完成", "2019年完成"],
        ["已建成新增学位数（个）", 2000, 1800, 90, 900, 500],
        ["在建项目新增学位数（个）", 3000, "2,700", 90, None, None],
        ["改扩建校舍面积（㎡）", 9000, "8650.5㎡", 96, None, None],
        ["乡镇中心学校新改扩建投入（亿元）", 0.2, 0.1865, 93, None, None],
    ],
    {
        "places.completed": v(1800),
        "places.completed@previous": v(900),
        "places.under_construction": said(2700),
        "rural.rebuilt_area": v("8650.5"),
        "rural.township_school_fund": said(1865),
    },
)

AMOUNT_AND_PEOPLE = one_page(
    "金额与人次两栏",
    HONGJIANG,
    "资助",
    [
        ["学生资助情况"],
        ["资助项目", "金额（万元）", "受益人次（人次）"],
        ["各类学生补助", 1523.5, 21000],
        ["学前幼儿资助", 120.25, 2400],
    ],
    {
        "aid.spring.fund": asked("1523.5"),
        "aid.spring.beneficiaries": asked(21000),
        "aid.preschool.fund": asked("120.25"),
        "aid.preschool.beneficiaries": asked(2400),
    },
)

ROWS_COPIED = Book(
    "复制了行",
    HONGJIANG,
    [
        Page("封面", [["洪江市2021年度履行教育职责自评填报表"]]),
        Page(
            "数据",
            [
                ["数据填报表"],
                ["填报单位：教育局　　年度：2021年"],
                ["编号", "序号", "指标号", "指标数据", "单位", "期间", "口径", "上年", "本年", "备注"],
                ["figures/staff.total", 1, "基本情况", "教职工总数", "人", "截至", "含特岗", 3100, 3137, None],
                ["figures/staff.total", 1, "基本情况", "其中：女教职工", "人", "截至", None, None, 1900, "自己加的"],
                ["figures/sd.institutions", 2, "七", "登记校外培训机构数", "所", "截至", None, 20, None, 18],
                [
                    "figures/rural.small_school_fund",
                    3,
                    "十",
                    "乡村小规模学校改造投入",
                    "元",
                    "自然年 2021",
                    None,
                    None,
                    12500000,
                    None,
                ],
                ["figures/rotation.teacher_rate", 4, "四", "交流轮岗教师占比", "%", None, None, 0.12, 0.13, None],
                [
                    "figures/psych.teachers",
                    5,
                    "九",
                    "专（兼）职心理健康教师数",
                    "人",
                    "截至 2021-12",
                    None,
                    None,
                    "62人(专职20人)",
                    None,
                ],
                ["figures/pe.daily_hours", 6, "二", "学生每天在校锻炼时间", "小时", None, None, 1, "1.5小时", None],
                ["figures/five.problems_pending", 7, "二", "整改中问题数", "个", None, None, None, "（10）", None],
                ["figures/lab.waste_reagents", 8, "八", "排查高危、废弃化学试剂", "瓶", None, None, None, "1千", None],
            ],
            hidden_columns=("A",),
        ),
    ],
    {
        "staff.total": v(3137),
        "staff.total@previous": v(3100),
        "sd.institutions": NOTHING,
        "sd.institutions@previous": v(20),
        "rural.small_school_fund": said(1250),
        "rotation.teacher_rate": asked(13),
        "rotation.teacher_rate@previous": asked(12),
        "psych.teachers": said(62),
        "pe.daily_hours": v("1.5"),
        "pe.daily_hours@previous": v(1),
        "five.problems_pending": REFUSED,
        "lab.waste_reagents": said(1000),
    },
)

RATIOS = one_page(
    "比的写法",
    BANAN,
    "编办",
    [
        ["指标", "单位", "2018年"],
        ["公办园教职工与幼儿之比（上限）", "", "1比7"],
        ["公办园教职工与幼儿之比(下限)", "", "9:1"],
        ["职普招生比", "比", F(0.9, "0.00")],
        ["公办园每班专职教师（最少）", "名", "2"],
        ["公办园每班专职教师（最多）", "名", "2.5名"],
    ],
    {
        "preschool.staff_ratio.upper": said("1:7"),
        "preschool.staff_ratio.lower": DOUBTED,
        "senior.voc_general_ratio": DOUBTED,
        "preschool.class_teacher.min": v(2),
        "preschool.class_teacher.max": v("2.5"),
    },
)

BIG_NUMBERS = one_page(
    "大数的写法",
    JINYUN,
    "财政局",
    [
        ["缙云县财政局"],
        ["（单位：亿元）"],
        ["序号", "指标内容", "2020年度", "2019年度"],
        [1, "财政性教育经费总投入", "12.3456", "118000万元"],
        [2, "财政性教育经费占财政总支出比例", "20.15%", F(0.1988, "0.00%")],
        [3, "规划投资金额", "3亿2千万", None],
        [4, "薄弱学校改造专项资金", "0.1523", None],
        [5, "教育装备专项资金", "1523万元", None],
        [6, "补发教师工资资金", "一千二百万元", None],
        [7, "教师年工资低于公务员的人均差额", 1200, None],
        [8, "普惠性民办园生均公用经费补助", "500元/生", None],
    ],
    {
        "fund.fiscal_total": v("12.3456"),
        "fund.fiscal_total@previous": said("11.8"),
        "fund.fiscal_share": v("20.15"),
        "fund.fiscal_share@previous": v("19.88"),
        "preschool.plan.invest": asked("3.2"),
        "improve.weak_school.fund": said(1523),
        "improve.equip.fund": v(1523),
        "teacher.salary.reissued": said(1200),
        "teacher.salary.shortfall": DOUBTED,
        "preschool.inclusive.subsidy": asked(500),
    },
)

ANSWERS = one_page(
    "是否与文字",
    WUHAN,
    "表1",
    [
        ["武汉市2021年度履行教育职责自评数据"],
        ["指标", "填报结果", "佐证"],
        ["各学段生均教育事业费不低于上年", "是（附决算表）", None],
        ["义务教育教师平均工资不低于公务员", "基本达到", None],
        ["在编教师普通话水平全部达标", "否", None],
        ["课后服务学校与学生全覆盖", "Y", None],
        ["有资质的专职校医人数", "98", None],
        ["校园用字规范率", "百分之百", None],
        ["校园普通话普及率", "95%以上", None],
        ["职业院校毕业生就业率", "95-98%", None],
        ["专职保安配备率", "１００％", None],
        ["安防八件套配备率", "100", None],
        ["校园周边问题整治率", 1, None],
        ["学校封闭化管理率", F(1, "0.00%"), None],
    ],
    {
        "fund.recurrent_per_pupil_not_decrease": asked(1),
        "teacher.salary.not_lower_than_civil_servant": REFUSED,
        "lang.teacher_all_qualified": v(0),
        "sd.afterschool_full": asked(1),
        "health.school_doctors": Say("98"),
        "lang.script_rate": asked(100),
        "lang.mandarin_rate": said(95),
        "vocational.employment_rate": REFUSED,
        "safety.guard_rate": said(100),
        "safety.equipment_set_rate": v(100),
        "safety.problem_rectified_rate": asked(100),
        "safety.closed_management_rate": v(100),
    },
)

THREE_YEARS = one_page(
    "三年对比",
    ZHANGYE,
    "近三年",
    [
        ["张掖市教育经费执行情况（2021—2023年）"],
        ["指标", "计量单位", "2021", "2022", "2023", "2023年比2022年增减（%）"],
        ["一般公共预算教育经费", "亿元", 30.1, 31.2, 32.55, 4.33],
        ["一般公共预算教育经费增加额", "万元", None, 11000, 13500, None],
        ["教育督导经费", "万元", 100, 120, F(135.5, "#,##0"), None],
        ["转移支付资金支付进度", "%", 90, 92, "93.5%", None],
        ["教师培训经费占公用经费比例", None, None, 5.1, 5.2, None],
        ["招录特岗教师", "人", 50, 45, 40, None],
    ],
    {
        "fund.public_budget_total": v("32.55"),
        "fund.public_budget_total@previous": v("31.2"),
        "fund.public_budget_increase": v(13500),
        "fund.public_budget_increase@previous": v(11000),
        "supervision.fund": v("135.5"),
        "supervision.fund@previous": v(120),
        "fund.transfer.progress": v("93.5"),
        "fund.transfer.progress@previous": v(92),
        "training.fund_share": v("5.2"),
        "training.fund_share@previous": v("5.1"),
        "teacher.special_post.recruited": v(40),
        "teacher.special_post.recruited@previous": v(45),
    },
)

SCHOOL_LIST = Book(
    "学校明细表",
    ZHANGYE,
    [
        Page(
            "学校名册",
            [
                ["张掖市2023年学校情况一览表"],
                ["序号", "学校名称", "学段", "在校生数", "教职工数", "占地面积（㎡）"],
                [1, "张掖第一小学", "小学", 1200, 60, 12000],
                [2, "张掖第二小学", "小学", 900, 50, 10000],
                [3, "张掖市第四中学", "初中", 1500, 110, 30000],
                ["合计", None, None, 3600, 220, 52000],
            ],
        ),
        Page(
            "汇总",
            [
                ["数据项", "数值", "单位"],
                ["小学在校生", "7万", "人"],
                ["初中在校生", 4.2, "万人"],
                ["幼儿园数", 301, "所"],
                ["在园幼儿人数", 40000, "人"],
                ["学前三年毛入园率", 95.5, "%"],
                ["随迁子女在公办学校就读比例", 96, "%"],
                ["义务教育教师年平均工资", datetime(2023, 5, 1), "元"],
                ["法治副校长", "380名", "名"],
                ["抽检达标比例差距", "-1.2", "百分点"],
            ],
        ),
    ],
    {
        "pupil.count.primary": said(70000),
        "pupil.count.junior": said(42000),
        "school.count.preschool": asked(301),
        "pupil.count.preschool": said(40000),
        "preschool.gross_enrol_rate": v("95.5"),
        "compulsory.migrant.public_rate": asked(96),
        "teacher.salary.mean": REFUSED,
        "law.vice_principal": asked(380),
        "lang.test.rate_diff": v("-1.2"),
    },
)

STAGES_DOWN = one_page(
    "学段在行上",
    ZHANGYE,
    "基础",
    [
        ["附件2"],
        ["2023年各级各类教育基本情况"],
        [None, "学校（园）数", None, "在校（园）学生数", None, "教职工数"],
        ["学段", "2022年", "2023年", "2022年", "2023年", "2023年"],
        ["一、学前教育", 300, 301, 41000, 40000, 3000],
        ["二、义务教育", 206, 200, 113500, 112000, 12000],
        ["　　小学", 125, 120, 71000, 70000, 7000],
        ["　　初中", 81, 80, 42500, 42000, 5000],
        ["三、普通高中", 22, 22, 30100, 30000, 3500],
        ["四、中等职业教育", 10, 10, 11900, 12000, 1000],
        ["五、特殊教育", 2, 2, 190, 200, 80],
        ["总    计", 540, 535, 196690, 194200, 19580],
        ["注：民办学校已计入。"],
    ],
    {
        **{
            f"{what}.{stage}{slot}": v(value)
            for what, slot, values in (
                ("school.count", "@previous", (300, 125, 81, 22, 10, 2)),
                ("school.count", "", (301, 120, 80, 22, 10, 2)),
                ("pupil.count", "@previous", (41000, 71000, 42500, 30100, 11900, 190)),
                ("pupil.count", "", (40000, 70000, 42000, 30000, 12000, 200)),
                ("staff.count", "", (3000, 7000, 5000, 3500, 1000, 80)),
            )
            for stage, value in zip(
                ("preschool", "primary", "junior", "senior", "vocational", "special"), values, strict=True
            )
        },
        "school.count.total": asked(535),
        "school.count.total@previous": asked(540),
        "pupil.count.total": asked(194200),
        "pupil.count.total@previous": asked(196690),
        "staff.total": asked(19580),
    },
    merges=("B3:C3", "D3:E3"),
)

NO_HEADER = one_page(
    "没有表头",
    HONGJIANG,
    "Sheet1",
    [
        ["卫健局数据"],
        ["学生总体近视率", "51.3%"],
        ["12周岁以上学生两针接种率", "95.2%"],
        ["3—11周岁学生第一针接种率", "97%"],
    ],
    {
        "health.myopia_rate": asked("51.3"),
        "vaccine.age12_two_dose_rate": asked("95.2"),
        "vaccine.age3_11_first_dose_rate": asked(97),
    },
)

NOTES_AND_TIMES = one_page(
    "批注与怪格式",
    HONGJIANG,
    "公安",
    [
        ["指标数据", "单位", "上年", "本年", "备注"],
        ["学校配备保安人数", "人", N(300, "上年含临聘"), N(310, "以12月在岗数为准"), None],
        ["校园周边集中整治行动次数", "次", None, date(2021, 1, 12), None],
        ["参加集中整治人次", "人", None, 450, None],
        ["每月联合执法次数", "次/月", None, 4, None],
        ["安全检测专用校车数", "辆", None, F(26, '0"辆"'), None],
        ["安全检测接送学生班线车数", "台", None, time(0, 0), None],
        ["接送车辆检测合格率", "%", None, F(1, "General"), None],
        ["视频监控联网率", "%", "98", F("95.2%", "@"), None],
        ["一键式报警装置安装率", "‰", None, 952, None],
        ["专职保安配备率", "%", None, 101, "含兼职"],
    ],
    {
        "safety.guards": said(310),
        "safety.guards@previous": said(300),
        "safety.joint_campaigns": REFUSED,
        "safety.joint_campaign_persons": asked(450),
        "safety.joint_enforcement_monthly": asked(4),
        "safety.school_bus": v(26),
        "safety.pupil_shuttles": REFUSED,
        "safety.vehicle_pass_rate": asked(100),
        "safety.video_network_rate": v("95.2"),
        "safety.video_network_rate@previous": v(98),
        "safety.alarm_rate": asked("95.2"),
        "safety.guard_rate": asked(101),
    },
)

BOOKS = (
    IN_SENTENCES,
    SIDE_BY_SIDE,
    QUARTERS,
    PLAN_AND_DONE,
    AMOUNT_AND_PEOPLE,
    ROWS_COPIED,
    RATIOS,
    BIG_NUMBERS,
    ANSWERS,
    THREE_YEARS,
    SCHOOL_LIST,
    STAGES_DOWN,
    NO_HEADER,
    NOTES_AND_TIMES,
)
