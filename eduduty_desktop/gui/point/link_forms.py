"""In which forms a metric can stand in a text: this year, last year, growth, change, bare, in another unit.  No Qt."""

from decimal import Decimal

import msgspec

from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.narrative import Link, print_link
from eduduty_desktop.draft.values import WORDED, figure
from eduduty_desktop.figures import factor_between
from eduduty_desktop.figures.units import scale
from eduduty_desktop.framework import Kind, Metric

_OTHER_UNITS = {"元": ("万元",), "万元": ("亿元", "元"), "亿元": ("万元",), "人": ("万人",), "平方米": ("万平方米",)}
_MOST = 1_000_000
_AS_IT_STANDS = frozenset({Kind.RATIO, *WORDED})  # neither growth nor difference, and no unit to leave out


class Form(msgspec.Struct, frozen=True):
    """One form of a metric: the word for it, the link, and what it prints now."""

    word: str
    link: Link
    printed: str


def forms_of(reader: Reader, metric: Metric) -> tuple[Form, ...]:
    """Every form that means something for the metric, this year's value first."""
    wanted: list[tuple[str, tuple[str, ...]]] = [("本年", ()), ("上年", ("previous",))]
    if metric.kind not in _AS_IT_STANDS:
        wanted += [("增幅", ("growth",)), ("增减", ("diff",)), ("只要数字", ("bare",))]
    forms = [_form(reader, word, Link(metric.id, options)) for word, options in wanted]
    forms += [_form(reader, f"用{unit}", Link(metric.id, (f"unit={unit}",))) for unit in other_units(reader, metric)]
    return tuple(forms)


def other_units(reader: Reader, metric: Metric) -> tuple[str, ...]:
    """Units in which the metric's figure of this year reads as well: neither below one nor seven digits long."""
    amount = figure(reader, metric.id).amount
    if not isinstance(amount, Decimal):
        return ()
    return tuple(
        unit
        for unit in _OTHER_UNITS.get(metric.unit, ())
        if 1 <= abs(scale(amount, factor_between(metric.unit, unit) or Decimal(0))) < _MOST
    )


def alternatives(reader: Reader, link: Link) -> tuple[Form, ...]:
    """What a link that stands in a text could be changed into, in the words of a menu; the link itself is left out."""
    metric = reader.framework.metrics.get(link.metric)
    if metric is None:
        return ()
    value = not {"growth", "diff"}.intersection(link.options)
    ratio = metric.kind in _AS_IT_STANDS
    year = ("previous",) if "previous" in link.options else ()
    unit = (f"unit={link.unit}",) if link.unit else ()
    dress = (*unit, *(("bare",) if "bare" in link.options else ())) if value else ()
    wanted: list[tuple[str, tuple[str, ...]]] = [("改为本年数", dress), ("改为上年数", ("previous", *dress))]
    if not ratio:
        wanted += [("改为增幅", ("growth",)), ("改为增减", ("diff",))]
    if not ratio and value and "bare" in link.options:
        wanted.append(("带上单位", (*year, *unit)))
    elif not ratio and value:
        wanted.append(("只要数字", (*year, *unit, "bare")))
        if link.unit:
            wanted.append((f"改用{metric.unit}", year))
        others = [other for other in other_units(reader, metric) if other != link.unit]
        wanted += [(f"改用{other}", (*year, f"unit={other}")) for other in others]
    forms = [_form(reader, word, Link(link.metric, options)) for word, options in wanted]
    return tuple(form for form in forms if form.link != link)


def _form(reader: Reader, word: str, link: Link) -> Form:
    return Form(word, link, print_link(reader, link))
