"""Who owes what."""

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.duties import deadline_of, owner_of, tasks_of
from eduduty_desktop.draft.records import Assignment, DepartmentCard, Duty, PointState, Status
from tests.store.samples import FRAMEWORK, small_draft


def with_records() -> Draft:
    """The small draft in which nobody was given anything."""
    draft = small_draft()
    cleared = [
        draft.change(Key(t, *row), None)
        for t in ("assignments", "duties", "departments", "states")
        for row in draft.rows(t)
    ]
    return draft.apply(cleared)


def test_the_framework_says_who_until_the_draft_does() -> None:
    draft = with_records()
    assert {task.department: task.leads for task in tasks_of(draft)} == {"财政局": ("p2",), "": ("p1",)}
    given = draft.apply([draft.change(Key("assignments", "p1"), Assignment("编办", ("人社局",)))])
    tasks = {task.department: task for task in tasks_of(given)}
    assert tasks["编办"].leads == ("p1",)
    assert tasks["编办"].metrics == ("teachers",)
    assert tasks["人社局"].assists == ("p1",)
    assert tasks[""].metrics == ("pupils",)  # of the profile: given to nobody yet


def test_a_figure_may_be_owed_by_another_department_than_its_points() -> None:
    draft = with_records()
    draft = draft.apply(
        [
            draft.change(Key("assignments", "p1"), Assignment("编办", deadline="2026-02-20")),
            draft.change(Key("duties", "teachers"), Duty("人社局", "2026-02-10")),
            draft.change(Key("departments", "编办"), DepartmentCard(deadline="2026-03-01")),
        ]
    )
    assert owner_of(draft, FRAMEWORK.metrics["teachers"]) == "人社局"
    assert deadline_of(draft, "人社局", metric="teachers") == "2026-02-10"
    assert deadline_of(draft, "编办", point="p1") == "2026-02-20"
    assert deadline_of(draft, "编办") == "2026-03-01"


def test_nothing_is_owed_of_what_is_computed_or_does_not_apply() -> None:
    draft = with_records()
    assert all("ratio" not in task.metrics for task in tasks_of(draft))
    away = draft.apply([draft.change(Key("states", "p2"), PointState(Status.NOT_APPLICABLE, "无"))])
    assert {task.department for task in tasks_of(away)} == {""}
