"""Whatever framework is laid out as a notice's table is understood again, cell by cell."""

import importlib.util
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from eduduty_desktop.framework import Point
from eduduty_desktop.framework.notice import understand

_SPEC = importlib.util.spec_from_file_location("notice_layouts", Path(__file__).with_name("layouts.py"))
assert _SPEC
assert _SPEC.loader
layouts = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(layouts)


def read(grid):
    nodes = []
    for node in understand([grid]).framework.nodes.values():
        score = None if node.full_score is None else f"{node.full_score:f}"
        cells = (node.number, node.title, score)
        nodes.append((*cells, list(node.departments)) if isinstance(node, Point) else cells)
    return nodes


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(layouts.cases())
def test_a_laid_out_framework_is_read_back(case):
    assert read(case.grid) == case.nodes
