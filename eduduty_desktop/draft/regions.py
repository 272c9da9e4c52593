"""Which part of the country a draft is from, for standards that differ by province or by 东部, 中部, 西部."""

# 财政教育经费的划分，凭记忆整理（待核实）：河北、海南按中部。
_PARTS = {
    "东部": "北京 天津 辽宁 上海 江苏 浙江 福建 山东 广东",
    "中部": "河北 山西 吉林 黑龙江 安徽 江西 河南 湖北 湖南 海南",
    "西部": "内蒙古 广西 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆",
}
PROVINCES = {province: part for part, provinces in _PARTS.items() for province in provinces.split()}
_WIDER = {"中西部": ("中部", "西部")}
_ENDINGS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")


def province_in(text: str) -> str:
    """The province that a place's name begins with or names first: 湖南 of 湖南省怀化市洪江市; empty if none."""
    found = [(text.find(province), province) for province in PROVINCES if province in text]
    return min(found)[1] if found else ""


def is_within(region: str, *places: str) -> bool:
    """Whether one of the places lies in a region: 中西部, 河南省, 怀化市."""
    if region in _WIDER or region in _PARTS:
        parts = _WIDER.get(region, (region,))
        return any(PROVINCES.get(province_in(place), "") in parts for place in places)
    name = next((region.removesuffix(end) for end in _ENDINGS if region.endswith(end)), region)
    if name in PROVINCES:
        return any(province_in(place) == name for place in places)
    return any(region in place for place in places)
