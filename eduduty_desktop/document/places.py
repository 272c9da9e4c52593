"""How a node of the framework is cited in tables and lists."""

from eduduty_desktop.draft import PROFILE
from eduduty_desktop.framework import Framework, Node
from eduduty_desktop.framework.wording import full_width

PROFILE_NAME = "基本情况"


def place_of(framework: Framework, node: str) -> str:
    """The official number of a node as people cite it, `四（一）`; its title where it has none."""
    if node == PROFILE:
        return PROFILE_NAME
    if node not in framework.nodes:
        return ""
    return full_width(framework.number_path(node)).rstrip("、") or full_width(framework.nodes[node].title)


def named(node: Node) -> str:
    """A node's own number and title, `（一）研究教育工作机制`."""
    number = full_width(node.number)
    return f"{number}{'' if not number or number[-1] in '）.、' else '、'}{full_width(node.title)}"


def print_departments(departments: tuple[str, ...]) -> str:
    """`财政局（牵头）、教育局`; a single one needs no word."""
    if len(departments) < 2:
        return "".join(departments)
    return "、".join((f"{departments[0]}（牵头）", *departments[1:]))
