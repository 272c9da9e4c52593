"""A scored sample: the published figures and scores of 缙云 2020 with a short text of our own under every point."""

from eduduty_desktop import assets
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake import edits_of, propose, propose_scores
from eduduty_desktop.office import read_grids

NAME = "zj-2020-jinyun"
COVER = {
    "county": "缙云县",
    "year": "2020",
    "recipient": "浙江省人民政府教育督导委员会",
    "notice_title": "关于开展2020年度县级人民政府履行教育职责评价的通知",
    "notice_number": "浙教督〔2020〕1号",
    "date": "2021-03-05",
}


def scored_draft() -> Draft:
    """The framework's draft with figures, scores and texts."""
    draft = Draft("scored", Library.shipped().load(NAME))
    folder = assets.path("resources", "samples", NAME)
    for file, proposer in (("figures.csv", propose), ("scores.csv", propose_scores)):
        edits = edits_of(proposer(draft, read_grids(folder / file)))
        draft = draft.apply(draft.change(key, record) for key, record in edits)
    texts = [(Key("cover", field), Text(text)) for field, text in COVER.items()]
    for point in draft.framework.points:
        stated = "".join(f"{{{{{metric}}}}}，" for metric in point.metrics[:3])
        source = (
            f"围绕“{point.title}”这一要求，县里把责任分到各部门，按季度调度、年底核对。有关数据为{stated}情况属实。\n"
            "各校落实措施到位（含民办学校），比上年提高3.5个百分点。"
        )
        texts.append((Key("narratives", point.id), Narrative(source)))
    return draft.apply(draft.change(key, record) for key, record in texts)
