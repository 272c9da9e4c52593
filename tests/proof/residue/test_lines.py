"""Residue that one line shows by itself: each rule finds what it is for, and leaves sound prose alone."""

import pytest

from tests.proof.residue.found import kinds, pieces, residues

PLACEHOLDERS = [
    ("xx市召开会议4次", ["xx"]),
    ("依据××县方案", ["××"]),
    ("由XX省统筹", ["XX"]),
    ("共有镇级田长x人", ["x"]),
    ("完成播种x万亩", ["x"]),
    ("打造了x、x等品牌", ["x", "x"]),
    ("由x省x集团有限公司承建", ["x", "x"]),
    ("签订合同x份", ["x"]),
    ("整改问题??个", ["??"]),
    ("整改问题?个", ["?"]),
    ("联系学校***所", ["***"]),
    ("专项资金____万元", ["____"]),
    ("□□专业缺教师", ["□□"]),
    ("惠及学生■■人", ["■■"]),
    ("名单（略）", ["（略）"]),
    ("【待补充】", ["【待补充】"]),
    ("某某县人民政府", ["某某"]),
    ("2021年x月x日", ["x", "x"]),
    ("20xx年度", ["xx"]),
    ("小学X所，巩固率为X%", ["X", "X"]),
    ("的通知（X教督〔2022〕3号）", ["X"]),
    ("202X年9月", ["X"]),
    ("20__年__月__日", ["__", "__", "__"]),
    ("2022年　月　日", ["年　月　日"]),
    ("2023年6月  日", ["月  日"]),
    ("教督办〔2023〕  号", ["〔2023〕  号"]),
    ("配套资金      万元尚未到位", ["      "]),
    ("?", ["?"]),
    ("  ？ ", ["  ？ "]),
    ("措施：一是……二是……", ["……", "……"]),
]
NO_PLACEHOLDERS = [
    "X光机3台、x射线检查",
    "长x宽为3米",
    "面积3×4米",
    "1+X证书试点",
    "详见http://www.abc.gov.cn/xxgk/2021",
    "校服XL号、XXL号",
    "邮箱xxzx@abc.cn",
    "二○二一年",
    "真是……",
    "这样做对吗？",
    "教师李某某",
    "2021年 6 月 1 日",
    "怀教〔2021〕16号",
    "第一章 总则…………………1",
    "设X轴和Y轴",
    "姓 名",
    "有待补充",
]


@pytest.mark.parametrize(("text", "found"), PLACEHOLDERS)
def test_a_placeholder_is_found(text: str, found: list[str]) -> None:
    assert pieces(text, "placeholder") == found


@pytest.mark.parametrize("text", NO_PLACEHOLDERS)
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert pieces(text, "placeholder") == []


FOUND = [
    # 识别错误、乱码
    ("ocr", "监管率达到IC)0%。", "IC)0%"),
    ("ocr", "办结率达到IOO%。", "IOO%"),
    ("ocr", "学历合格率l00%。", "l00%"),
    ("ocr", "占应交流人数的l2.6%", "l2.6%"),
    ("ocr", "招聘教师2O6名", "2O6"),
    ("ocr", "示范园达1l所", "1l"),
    ("ocr", "在校生O.29万人", "O.29"),
    ("ocr", "2O21年完成", "2O21"),
    ("ocr", "二O二一年六月", "二O二一"),
    ("ocr", "对硚囗区督查", "囗"),
    ("ocr", "教育\ufffd\ufffd局", "\ufffd\ufffd"),
    ("ocr", "教育锟斤拷局", "锟斤拷"),
    ("ocr", "教育\ue5d2局", "\ue5d2"),
    # 规范表述
    ("censored-phrase", "贯彻习新时代中国特色社会主义思想", "习新时代中国特色社会主义思想"),
    ("censored-phrase", "贯彻***新时代中国特色社会主义思想", "***新时代中国特色社会主义思想"),
    ("censored-phrase", "贯彻习近平新时代中国特社会主义思想", "习近平新时代中国特社会主义思想"),
    ("censored-phrase", "贯彻习近平新时代中国特色特色社会主义思想", "习近平新时代中国特色特色社会主义思想"),
    ("censored-phrase", "庆祝中国***成立100周年", "中国***成立"),
    ("censored-phrase", "在以同志为核心的党中央领导下", "以同志为核心的党中央"),
    ("censored-phrase", "在以***同志为核心的党中央领导下", "***同志为核心的党中央"),
    ("censored-phrase", "铸牢中华民放共同体意识", "铸牢中华民放共同体意识"),
    ("censored-phrase", "实行党组织领导的校长责制", "党组织领导的校长责制"),
    # 标点
    ("doubled-punctuation", "成效明显。。", "。。"),
    ("doubled-punctuation", "研究部署，，先后印发", "，，"),
    ("doubled-punctuation", "事前研究,、事中监督", ",、"),
    ("doubled-punctuation", "无一例投诉。、三是资助", "。、"),
    ("doubled-punctuation", "意识不强，。", "，。"),
    ("doubled-punctuation", "不够精细:;预算", ":;"),
    ("doubled-punctuation", "尚未覆盖 ,。", ",。"),
    ("doubled-punctuation", "新建学校2所.。", ".。"),
    ("doubled-punctuation", "特此公告！。", "！。"),
    ("doubled-punctuation", "班会、等形式", "、等"),
    ("doubled-punctuation", "情况如下：：", "：："),
    # 数字
    ("mutilated-number", "落实20192020年绩效", "20192020"),
    ("mutilated-number", "2021916日启动", "2021916日"),
    ("mutilated-number", "布局规划(20202035)", "20202035"),
    ("mutilated-number", "投入10.5.3万元", "10.5.3万元"),
    ("mutilated-number", "在校生1,23人", "1,23人"),
    ("mutilated-number", "存款20,54亿元", "20,54亿元"),
    ("mutilated-number", "总计3,594, 026万元", "3,594, 026万元"),
    ("mutilated-number", "下降33.3%%。", "3%%"),
    ("mutilated-number", "生均1325.6元元", "6元元"),
    ("mutilated-number", "青年教师比例为。", "比例为"),
    ("missing-unit", "招聘55人，其中本科学历40人；转正33人，其中本科学历23；", "科学历23"),
    # 重复
    ("duplicate-phrase", "减轻负担的的意见", "的的"),
    ("duplicate-phrase", "认识“五育并举”五育并举的意义", "“五育并举”五育并举"),
    ("duplicate-phrase", "进一步进一步改善条件", "进一步进一步"),
    ("duplicate-phrase", "积极争取争取上级支持", "争取争取"),
    ("duplicate-phrase", "地方财政增收乏力乏力，", "乏力乏力"),
    ("duplicate-phrase", "惠及幼儿困难家庭幼儿797人次", "幼儿困难家庭幼儿7"),
    # 百分点
    ("percent-for-points", "总近视率较上年度下降1%。", "近视率较上年度下降1%"),
    ("percent-for-points", "公办园占比提高了3.5%，", "占比提高了3.5%"),
    # 日期
    ("impossible-date", "2021年2月30日印发", "2月30日"),
    ("impossible-date", "2021年2月29日印发", "2月29日"),
    ("impossible-date", "2021年13月完成", "13月"),
    ("impossible-date", "4月31日前", "4月31日"),
    ("impossible-date", "2023-2021年规划", "2023-2021"),
    ("impossible-date", "2201年9月", "2201年"),
    ("impossible-date", "9月1日25时", "25时"),
    # 个人信息
    ("personal-data", "联系人王某13812345678。", "13812345678"),
    ("personal-data", "手机138-1234-5678", "138-1234-5678"),
    ("personal-data", "身份证11010519491231002X。", "11010519491231002X"),
    ("personal-data", "卡号6222021234567890128", "6222021234567890128"),
    ("personal-data", "邮箱：zhang.san@163.com", "zhang.san@163.com"),
    # 错别字
    ("typo", "截止2021年12月底", "截止"),
    ("typo", "开展结队帮扶", "结队"),
    ("typo", "推进融和应用", "融和"),
    ("typo", "在新形式下", "新形式下"),
    ("typo", "建全完善制度", "建全"),
    ("typo", "局党委下子成员", "下子成员"),
    ("typo", "经费拔付到位", "拔付"),
    ("typo", "加大教育投人，", "投人"),
    ("typo", "建立台帐", "台帐"),
    ("typo", "筑牢中华民族共同体意识", "筑牢中华民族共同体意识"),
    ("typo", "己经完成", "己经"),
    # 括号
    ("unbalanced-quote", "坚持“成熟一个调整一个“,打好“选配”组合拳", "“成熟一个调整一个“"),
    ("unbalanced-quote", "首评最美教师”20名", "”"),
    ("unbalanced-quote", "开展“诚信主题活动68场。", "“诚信主题活"),
    ("unbalanced-quote", "纠正“小学化’倾向", "“小学化’"),
    ("unbalanced-bracket", "实施《普及计划(2017-2020年),扎实推进", "《普及计划(2017-2020年)"),
    ("unbalanced-bracket", "技能证书1+X证书)试点", ")"),
    ("unbalanced-bracket", "材料（申请表不规范，", "（申请表不规"),
    ("unbalanced-bracket", "(一）坚持领导", "(一）"),
    ("unbalanced-bracket", "行动计划（2018-2020年》。", "（2018-2020年》"),
    # 网页残留
    ("chrome", "下面是小编为大家整理的,供大家参考。", "下面是小编为大家整理的,供大家参考。"),
    ("chrome", "相关范文推荐", "相关范文推荐"),
    ("chrome", "报告.docx(12页珍藏版)》请在某某网上搜索。", "12页珍藏版)》请在某某网上搜索"),
    ("chrome", "以下是小编精心为您推荐的范文5篇,供大家参考。", ""),
    ("chrome", "责任编辑：张三", "责任编辑：张三"),
    ("chrome", "的要求,公.文.思.享.文.库.出.品,进一步", ""),
]
SOUND = [
    # 识别错误、乱码
    ("ocr", "O2O模式、H2O、CO2排放、5G网络、3D打印、B2B"),
    ("ocr", "A4纸、Q10、USB2.0"),
    ("ocr", "二〇二一年、二○二一年"),
    ("ocr", "达到100%、99.5%"),
    ("ocr", "面积3×4米·年"),
    # 规范表述
    ("censored-phrase", "学习习近平新时代中国特色社会主义思想和习近平法治思想"),
    ("censored-phrase", "习近平新时代中国特色社会主义经济思想"),
    ("censored-phrase", "新时代中国特色社会主义思想"),
    ("censored-phrase", "铸牢中华民族共同体意识，构建中华民族共同体"),
    ("censored-phrase", "实行党组织领导下的校长负责制、党委领导下的校长负责制"),
    ("censored-phrase", "中国特色社会主义制度、中国特色的社会主义道路"),
    ("censored-phrase", "家庭经济特别困难学生和家庭经济困难的学生"),
    ("censored-phrase", "“两个一百年”奋斗目标"),
    ("censored-phrase", "总书记关于教育的重要论述"),
    ("censored-phrase", "减轻义务教育学生作业负担和校外培训负担"),
    ("censored-phrase", "**标准**：义务教育学校建设标准"),
    ("censored-phrase", "党委领导下校长负责制、社会主义建设者与接班人"),
    # 标点
    ("doubled-punctuation", "不忘初心……砥砺前行——记某校！"),
    ("doubled-punctuation", "他说：“好。”大家鼓掌"),
    ("doubled-punctuation", "网址http://www.abc.cn"),
    ("doubled-punctuation", "语文、等级考试、等次评定"),
    ("doubled-punctuation", "文件（.xlsx、.xls）"),
    ("doubled-punctuation", "增长3.5%，下降1.2%。"),
    # 数字
    ("mutilated-number", "2019—2020年、2019-2020学年"),
    ("mutilated-number", "2021年9月16日"),
    ("mutilated-number", "在校生1,234人，经费12,345,678元"),
    ("mutilated-number", "3,4年级，1,2号楼"),
    ("mutilated-number", "代码20192020"),
    ("mutilated-number", "版本2.0.1发布"),
    ("mutilated-number", "分别为1,20人"),
    ("mutilated-number", "人均收入为3万元"),
    ("missing-unit", "合计45，另有3人"),
    ("missing-unit", "指数100.6，上涨0.3%"),
    # 重复
    ("duplicate-phrase", "的的确确、了了解、方方面面、研究研究"),
    ("duplicate-phrase", "达到了目的的办法，对此进行了了解"),
    ("duplicate-phrase", "一个一个抓，一项一项改"),
    ("duplicate-phrase", "在在校学生中开展"),
    ("duplicate-phrase", "促进学生学生会建设"),
    # 百分点
    ("percent-for-points", "近视率下降到35%，由40%下降至35%"),
    ("percent-for-points", "占比提高3.5个百分点"),
    ("percent-for-points", "工作效率提高20%"),
    ("percent-for-points", "支出增长4.3%"),
    ("percent-for-points", "入学率100%，辍学人数下降20%"),
    # 日期
    ("impossible-date", "2020年2月29日、2月28日"),
    ("impossible-date", "截至12月31日24时"),
    ("impossible-date", "1—12月，3月龄至6月龄"),
    ("impossible-date", "2019-2021年，2020—2035年"),
    ("impossible-date", "师生比1:19，1:13.5"),
    ("impossible-date", "历时18个月"),
    # 个人信息
    ("personal-data", "举报电话0745-7736270"),
    ("personal-data", "经费13812345678.50元"),
    ("personal-data", "证号110105194912310021"),
    ("personal-data", "卡号6222021234567890129"),
    ("personal-data", "举报邮箱jubao@163.com"),
    ("personal-data", "http://a.cn/13812345678"),
    # 错别字
    ("typo", "报名截止时间为5月"),
    ("typo", "截至2021年底"),
    ("typo", "学生结队前往"),
    ("typo", "新形式、新内容"),
    ("typo", "组建全县督学队伍，新建全日制学校"),
    ("typo", "不及待人"),
    ("typo", "必需的经费"),
    # 括号
    ("unbalanced-quote", "“甲”“乙”和‘丙’"),
    ("unbalanced-quote", "“开展‘我为群众办实事’活动”"),
    ("unbalanced-quote", "it’s a school"),
    ("unbalanced-bracket", "《关于印发〈方案〉的通知》（教〔2021〕1号）"),
    ("unbalanced-bracket", "1）第一项；2）第二项"),
    ("unbalanced-bracket", "a) 选项"),
    ("unbalanced-bracket", "（一）基本情况(概述)"),
    # 网页残留
    ("chrome", "各校编辑校报，点击率上升，在线课程20门"),
    ("chrome", "相关部门推荐优秀作品"),
]


@pytest.mark.parametrize(("kind", "text", "piece"), FOUND)
def test_it_is_found(kind: str, text: str, piece: str) -> None:
    found = pieces(text, kind)
    assert found if not piece else piece in found


@pytest.mark.parametrize(("kind", "text"), SOUND)
def test_sound_prose_is_left_alone(kind: str, text: str) -> None:
    assert pieces(text, kind) == []


def test_numbers_of_persons_are_shown_in_part() -> None:
    (found,) = residues("联系人王某13812345678。")
    assert found.message == "文中有手机号码138****5678。"
    (found,) = residues("身份证11010519491231002X。")
    assert "19491231" not in found.message


def test_a_false_digit_is_told_with_the_right_one() -> None:
    (found,) = residues("监管率达到IC)0%。")
    assert "“100%”" in found.message


def test_a_phrase_is_told_in_full() -> None:
    (found,) = residues("贯彻***新时代中国特色社会主义思想。")
    assert "应为“习近平新时代中国特色社会主义思想”" in found.message


def test_a_masked_phrase_is_no_placeholder_too() -> None:
    assert kinds("庆祝中国***成立100周年") == {"censored-phrase"}
