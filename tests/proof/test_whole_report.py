"""What stands paragraphs apart: marks taken off a section, all schools over their kinds; and parts that are not all."""

import pytest

from eduduty_desktop.proof import Reader
from eduduty_desktop.proof.result import Verdict

SCHOOLS = "各级各类学校共97所，其中幼儿园41所、小学33所、初中14所、九年一贯制学校5所、普通高中3所、特殊教育学校1所。\n二、工作情况\n"
HEADING = "（二）经费投入（满分20分，自评得分18.6分）\n1.财政投入按规定落实到位。\n"

ROW = "经自评，六项得分依次为15分、19.5分、19分、24分、12分、8分。\n"
TITLES = "一、党的领导（自评得15分）\n说明。\n二、投入保障（自评得19.5分）\n三、队伍（自评得19分）\n四、事业（自评得24分）\n五、生态（自评得12分）\n六、安全（自评得8分）"
STAGES = "义务教育阶段在校学生41208人，在园幼儿14102人。\n二、工作情况\n"

BOUND = [
    (f"{ROW}{TITLES}", "得24分", "得34分"),
    (f"{STAGES}小学、初中在校生分别为27946人、13262人，全部就近入学。", "13262人", "23262人"),
    ("参加国家级培训1263人次、省级培训847人次、市县级培训6420人次，累计培训教师8530人次。", "8530人次", "9530人次"),
    ("一般公共预算教育经费29.84亿元，2022年为27.94亿元，同比增长6.8%。", "6.8%", "7.8%"),
    ("新增义务教育公办学位2160个，其中小学学位1260个、初中学位900个。", "900个", "800个"),
    ("在校生62702人，其中幼儿11286人，小学生27943人，初中生13658人，普通高中生7412人，中职生2306人，特教学生97人。",
     "2306人", "2206人"),
    ("新增托额460个，其中全日制380个、半日制80个。", "460个", "450个"),
    (f"{SCHOOLS}全县52所义务教育学校全部开展课后服务。", "52所义", "62所义"),
    (f"{HEADING}该项扣1.4分，扣分原因：拨付不够及时。", "扣1.4分", "扣1.6分"),
    (
        "教育支出2020年为7124万元，2021年为7480万元，2022年为7933万元，2022年比上年增长6.06%。",
        "6.06%",
        "11.36%",  # over 2020
    ),
    ("评估内容共31项指标，其中资源配置7项，政府保障程度15项，教育质量9项。", "15项", "14项"),
    ("一般公共预算教育支出2019年至2021年分别为7.86亿元、8.23亿元和8.71亿元。其中2020年较上年增加0.37亿元，增长4.7%。",
     "4.7%", "5.7%"),
]  # fmt: skip

SILENT = [
    "适龄残疾儿童少年386人，其中特教学校就读143人、随班就读187人、送教上门52人，入学率98.96%。",
    "适龄残疾儿童少年387名，其中特教学校就读62名、随班就读241名、送教上门79名，共入学382名。",
    "当年小学在校生为14925人，五年间减少了2868人，下降19.2%。",
    f"{SCHOOLS}集团化办学覆盖41所义务教育学校。",
    f"{SCHOOLS}督导组走访了62所学校。",
    f"{HEADING}该项加1.6分，加分原因：有创新。",
    "（三）办学条件（满分20分，自评得分18分）\n说明。\n（四）教育管理（满分15分，自评得分14分）\n说明。",
    "全县中小学、幼儿园封闭化管理、专职保安配备、一键式报警、视频监控联网四项指标均达到100%。",
    f"{ROW}一、党的领导（自评得14分）\n二、投入保障（自评得18分）\n三、队伍（自评得19分）",  # not the same sections
    f"{ROW}{TITLES.replace('得15分', '得25分').replace('得12分', '得22分')}",  # so many differ that they are others
    "全县现有普通高中3所，初中13所（含九年一贯制学校4所），小学46所，幼儿园54所，职业中学和特殊教育学校各1所，各级各类学校共计118所。",
    "义务教育阶段在校生41208人，其中小学27946人，初中13166人。",  # 96 in special schools
    "全年实施学校建设项目7个，其中第五小学可提供学位1080个。",
    "教育支出2020年为7124万元，2022年为7933万元，三年间增长11.36%。",
]


def _verdicts(text: str) -> list[Verdict]:
    return [claim.verdict for claim in Reader().claims(text)]


@pytest.mark.parametrize(("text", "figure", "changed"), BOUND)
def test_right_and_changed(text: str, figure: str, changed: str) -> None:
    assert Verdict.INCONSISTENT not in _verdicts(text)
    at = text.rindex(figure)
    assert Verdict.INCONSISTENT in _verdicts(f"{text[:at]}{changed}{text[at + len(figure) :]}")


@pytest.mark.parametrize("text", SILENT)
def test_no_contradiction(text: str) -> None:
    assert Verdict.INCONSISTENT not in _verdicts(text)
