"""A small framework in memory, a page and services that only take notes, and the window over them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop import app
from eduduty_desktop.checks import Case, Check, Registry, View
from eduduty_desktop.draft import CURRENT, Change, Draft, Finding, Key, Place
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Kind, Metric, Point, Profile, Section, Severity
from eduduty_desktop.framework.notice import readings_of
from eduduty_desktop.gui.clipboard import leave_plain_text
from eduduty_desktop.gui.collector import Collector
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import Rescue, Services, Shelf
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.store import SaveState
from eduduty_desktop.workspace import frameworks, library
from eduduty_desktop.workspace.rolling import roll_draft
from eduduty_desktop.workspace.session import Session


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> Collector:
    """As in the program: no thread but the window's ends widgets."""
    return Collector(qapp)


@pytest.fixture(autouse=True)
def collected(collector: Collector) -> Iterator[None]:
    """What a test left behind goes here, not while a later one runs."""
    yield
    collector.collect()


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_safe(qapp: QApplication) -> Iterator[None]:
    """What a test copied must not outlive Python (gui/clipboard.py)."""
    yield
    leave_plain_text()


NOON = datetime(2022, 3, 1, 12, 0, 0, tzinfo=UTC)


def small_framework() -> Framework:
    """Two sections, four points, three figures and one of 基本情况."""
    metrics = (
        Metric("meeting.count", "领导小组会议次数", "次", Kind.COUNT, required="须有"),
        Metric("salary.teacher", "教师平均工资", "元", Kind.MONEY, required="须有"),
        Metric("salary.servant", "公务员平均工资", "元", Kind.MONEY),
        Metric("school.total", "学校总数", "所", Kind.COUNT),
    )
    first = (
        Point("s1.p1", "(一)", "领导小组", metrics=("meeting.count",), departments=("教育局",)),
        Point("s1.p2", "(二)", "述职", departments=("组织部",)),
    )
    second = (
        Point("s2.p1", "(一)", "工资待遇", metrics=("salary.teacher", "salary.servant"), departments=("人社局",)),
        Point("s2.p2", "(二)", "收费管理"),
    )
    return Framework(
        "small",
        "示例指标体系(试行)",
        "county",
        "湖南",
        "据公开报告还原,非官方原件",
        (Section("s1", "一", "党的领导", first), Section("s2", "二", "教育投入", second)),
        year=2021,
        metrics={metric.id: metric for metric in metrics},
        profile=Profile(("school.total",)),
    )


def missing_figure(view: View, metric: str) -> list[Finding]:
    """错误 for a required figure that is missing, 警告 for a large one, 提示 for any other that is missing."""
    entry = view.get(Key("figures", metric, CURRENT))
    definition = view.framework.metrics[metric]
    place = Place(view.framework.place_of_metric[metric], metric, CURRENT, "figures", metric)
    if entry is None or entry.amount is None:
        severity = Severity.ERROR if definition.required else Severity.HINT
        return [Finding("demo.missing", severity, place, f"“{definition.label}”还没有填。", "请填上。")]
    operands = ((Key("figures", metric, CURRENT), str(entry.amount)),)
    if entry.amount > 100:
        return [Finding("demo.large", Severity.WARNING, place, f"“{definition.label}”很大。", "请核对。", operands)]
    return []


def missing_cover(view: View, field: str) -> list[Finding]:
    if view.get(Key("cover", field)) is None:
        place = Place(table="cover", row=field)
        return [Finding("demo.cover", Severity.ERROR, place, "封面没有写县名。", "请填上。")]
    return []


@pytest.fixture
def small_registry() -> Registry:
    registry = Registry()
    registry.add(
        Check(
            "demo.missing",
            "缺数据",
            lambda framework: [Case(m, frozenset({Key("figures", m, CURRENT)})) for m in framework.metrics],
            missing_figure,
        )
    )
    registry.add(
        Check("demo.cover", "封面", lambda _: [Case("county", frozenset({Key("cover", "county")}))], missing_cover)
    )
    return registry


class FakePage(QWidget):
    """A page that remembers what it was asked for."""

    status_message = Signal(str)
    page_changed = Signal()
    node_requested = Signal(str)

    def __init__(self, opened: "FakeOpened", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = opened.session
        self.node = ""
        self.places: list[Place] = []
        self.sealed = 0
        self.marked: Sequence[Finding] = ()

    def show_node(self, node_id: str) -> None:
        self.node = node_id

    def reveal(self, place: Place) -> None:
        self.places.append(place)

    def mark_findings(self, findings: Sequence[Finding]) -> None:
        self.marked = findings

    def seal(self) -> None:
        self.sealed += 1


class FakeStorage:
    """Hands out futures that the test resolves."""

    def __init__(self) -> None:
        self.futures: list[Future[datetime]] = []
        self.journalled = 0

    def commit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        future: Future[datetime] = Future()
        self.futures.append(future)
        return future

    def save_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        self.journalled += 1
        return self.commit(changes, label=label)

    def seal_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        return self.commit(changes, label=label)


class NotingPresenter(Presenter):
    """Shows nothing; answers questions as told beforehand, else safely."""

    def __init__(self) -> None:
        self.errors: list[UserError] = []
        self.questions: list[tuple[str, list[str]]] = []
        self.answers: list[str] = []
        self.new_files: list[Path] = []
        self.folders: list[Path] = []
        self.files: list[list[Path]] = []
        self.proposed: list[Path] = []
        self.dialogs: list[QDialog] = []
        self.answer_dialog: Callable[[Any], bool] = lambda _dialog: False

    def show_error(self, parent: QWidget | None, error: UserError) -> None:
        self.errors.append(error)

    def ask(self, parent: QWidget | None, title: str, text: str, choices: Sequence[str], *, safe: str) -> str:
        self.questions.append((text, list(choices)))
        return self.answers.pop(0) if self.answers else safe

    def run(self, dialog: QDialog) -> bool:
        self.dialogs.append(dialog)
        return self.answer_dialog(dialog)

    def choose_new_file(self, parent: QWidget | None, title: str, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.new_files.pop(0) if self.new_files else None

    def choose_folder(self, parent: QWidget | None, title: str, proposed: Path) -> Path | None:
        return self.folders.pop(0) if self.folders else None

    def choose_files(self, parent: QWidget | None, title: str, proposed: Path, kinds: str) -> list[Path]:
        return self.files.pop(0) if self.files else []


@dataclass(frozen=True)
class Written:
    kind: str
    path: Path
    sha256: str = "0" * 64


@dataclass
class FakeExport:
    """Writes tiny files; `error` is raised instead, `gate` is called before writing."""

    error: Exception | None = None
    gate: Callable[[Callable[[], bool]], None] | None = None
    calls: list[dict[str, Any]] = field(default_factory=list)

    def planned(self, _draft: Draft, folder: Path, edition: str) -> dict[str, Path]:
        return {"report": folder / f"01 报告（{edition}）.docx", "review": folder / "内部核验单.xlsx"}

    def __call__(self, draft: Draft, findings: Sequence[Finding], folder: Path, **options: Any) -> tuple[Written, ...]:
        self.calls.append({"folder": folder, "edition": options["edition"], "draft": draft})
        options["progress"](0, 2, "正在写报告")
        if self.gate is not None:
            self.gate(options["cancelled"])
        if self.error is not None:
            raise self.error
        folder.mkdir(parents=True, exist_ok=True)
        files = tuple(Written(kind, path) for kind, path in self.planned(draft, folder, options["edition"]).items())
        for file in files:
            file.path.write_text("x", encoding="utf-8")
        options["progress"](2, 2, "导出完成")
        return files


@dataclass
class FakeOpened:
    """A draft in memory that pretends to be a file; `tell` is what the store's thread would say."""

    session: Session
    path: Path
    recovered: int = 0
    closed: int = 0
    state: SaveState = field(default_factory=SaveState)
    retried: int = 0
    backups: list[str] = field(default_factory=list)
    exported: list[tuple[str, list[str]]] = field(default_factory=list)
    error: UserError | None = None  # of 另存 and of backups
    listeners: list[Callable[[SaveState], None]] = field(default_factory=list)

    def tell(self, state: SaveState) -> None:
        self.state = state
        for listener in tuple(self.listeners):
            listener(state)

    def on_state(self, listener: Callable[[SaveState], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def retry(self) -> "Future[datetime]":
        self.retried += 1
        return Future()

    def save_elsewhere(self, path: Path) -> None:
        if self.error is not None:
            raise self.error
        self.path = path
        self.tell(SaveState(saved_at=NOON))

    def back_up(self) -> "Future[Any]":
        return self._backed_up("asked")

    def back_up_if_due(self, _now: datetime) -> "Future[Any] | None":
        return self._backed_up("regular")

    def back_up_on_opening(self) -> "Future[Any] | None":
        return self._backed_up("opened")

    def _backed_up(self, word: str) -> "Future[Any]":
        self.backups.append(word)
        future: Future[Any] = Future()
        if self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(None)
        return future

    def history(self, _key: Key) -> list[Any]:
        return []

    def exports(self) -> list[Any]:
        return []

    def record_export(self, edition: str, files: Sequence[Written], *, baseline: str = "") -> "Future[datetime]":
        self.exported.append((edition, [file.path.name for file in files]))
        return Future()

    def close(self) -> None:
        self.session.seal()
        self.closed += 1


@pytest.fixture
def framework() -> Framework:
    return small_framework()


@pytest.fixture
def draft(framework: Framework) -> Draft:
    empty = Draft("draft-1", framework)
    return empty.apply(
        [
            empty.change(Key("cover", "county"), Text("洪江市")),
            empty.change(Key("cover", "year"), Text("2021")),
            empty.change(Key("figures", "school.total", CURRENT), Entry(Decimal(56))),
        ]
    )


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


@pytest.fixture
def session(draft: Draft, storage: FakeStorage, small_registry: Registry) -> Session:
    return Session(draft, storage, registry=small_registry)


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> FakeOpened:
    return FakeOpened(session, tmp_path / "洪江市2021年度自评.eduduty")


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look.named("light")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "config" / "window.ini")


@pytest.fixture
def presenter() -> NotingPresenter:
    return NotingPresenter()


@pytest.fixture
def export() -> FakeExport:
    return FakeExport()


@pytest.fixture
def rescue() -> Rescue:
    """Nothing was ever backed up, nothing is damaged; tests of those replace what they need."""

    def nothing(*_arguments: object) -> Any:
        raise UserError("没有")

    return Rescue(lambda _path: [], nothing, nothing, nothing, nothing, nothing)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The program's own, in a folder of the test."""
    data = tmp_path / "data"
    return Shelf(
        library=lambda: library.library(data),
        keep=lambda framework, *, replace=False: library.keep(framework, data, replace=replace),
        discard=lambda framework: library.discard(framework, data),
        bring=frameworks.bring,
        understand_again=frameworks.understand_again,
        readings=readings_of,
        write=frameworks.write_framework,
    )


@pytest.fixture
def services(
    framework: Framework, tmp_path: Path, export: FakeExport, small_registry: Registry, rescue: Rescue, shelf: Shelf
) -> Services:
    def make(path: Path, chosen: Framework, *, county: str, year: int) -> FakeOpened:
        empty = Draft("draft-new", chosen)
        filled = empty.apply([empty.change(Key("cover", "county"), Text(county))])
        filled = filled.apply([filled.change(Key("cover", "year"), Text(str(year)))])
        path.write_text("draft", encoding="utf-8")
        return FakeOpened(Session(filled, None, registry=small_registry), path)

    def open_draft(path: Path, *, read_only: bool = False, take_over: bool = False) -> FakeOpened:
        if not path.exists():
            raise UserError(f"没有文件“{path.name}”", what_to_do="请从列表移除。")
        return FakeOpened(Session(Draft("draft-1", framework), None, registry=small_registry), path)

    return Services(
        frameworks=lambda: [framework],
        open_draft=open_draft,
        create_draft=make,
        create_sample=lambda path: make(path, framework, county="洪江市", year=2021),
        export=export,
        planned=export.planned,
        now=lambda: NOON,
        documents_folder=tmp_path / "文档",
        manual_folder=tmp_path / "manual",
        show_in_folder=lambda _path: None,
        rescue=rescue,
        shelf=shelf,
        roll=partial(roll_draft, data=tmp_path / "data"),
    )


@pytest.fixture
def make_page() -> type[FakePage]:
    return FakePage


@pytest.fixture
def make_window(
    qtbot: QtBot,
    opened: FakeOpened,
    services: Services,
    settings: Settings,
    presenter: NotingPresenter,
    look: Look,
    storage: FakeStorage,
) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows on the draft, shown and with their first findings; closes them whatever was left unsaved."""

    def make() -> MainWindow:
        window = MainWindow(opened, FakePage, services, settings, presenter, look)
        qtbot.addWidget(window)
        if settings.geometry("window/geometry").isEmpty():
            window.resize(1366, 728)  # the common office screen, larger than the one that is drawn in memory
        with qtbot.waitSignal(window.checks.settled):
            window.show()
        qtbot.waitExposed(window)
        return window

    presenter.answers.clear()
    yield make
    presenter.answers[:] = ["不再存，关闭"] * 3


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    return make_window()


@pytest.fixture
def sample_window(qtbot: QtBot, tmp_path: Path, presenter: NotingPresenter) -> Iterator[MainWindow]:
    """The real window on the sample, with its own folders."""
    services = app.make_services(tmp_path / "文档", tmp_path / "数据")
    shell = Shell(services, Settings(tmp_path / "w.ini"), presenter, Look.named("light"), app.make_page)
    shell.new_drafts.open_sample()
    window = shell.window
    assert window is not None
    qtbot.waitExposed(window)
    yield window
    if shell.window is window:
        window.close()
