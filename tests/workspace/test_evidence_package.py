"""The evidence package: one file a document, numbered, compared with its hash; gaps named; never half there."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Evidence, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.office import ExportCancelledError, read_grids
from eduduty_desktop.office.archive import MANIFEST, named_in
from eduduty_desktop.workspace.evidence import FileState
from eduduty_desktop.workspace.evidence_package import (
    SEE_ALSO,
    GapsFoundError,
    Package,
    build_package,
    package_path,
    plan,
)
from tests.draft.small import draft_of

NOON = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)
FIRST = "01 一 经费与教师/01（一） 经费投入"
SECOND = "01 一 经费与教师/02（二） 研究教育"
DEEP = "02 二 学生与学校/01（一） 学生体质/01 1. 体质健康"
INDEX = "某县2024年度履行教育职责佐证材料目录.xlsx"


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The draft's folder with three files of evidence."""
    folder = tmp_path / "稿"
    (folder / "佐证").mkdir(parents=True)
    for name in ("决算.pdf", "纪要.pdf", "体检.XLSX"):
        (folder / "佐证" / name).write_bytes(name.encode() * 1000)
    return folder


@pytest.fixture
def draft(base: Path) -> Draft:
    files = {name: f"佐证/{name}" for name in ("决算.pdf", "纪要.pdf", "体检.XLSX")}
    hashes = {name: sha(base / path) for name, path in files.items()}
    return draft_of(
        {
            Key("cover", "county"): Text("某县"),
            Key("cover", "year"): Text("2024"),
            Key("evidence", "a"): Evidence(
                ("s1.p1", "s1.p2"),
                1,
                "2024年度决算:报表",
                pages="12—15",
                file=files["决算.pdf"],
                sha256=hashes["决算.pdf"],
            ),
            Key("evidence", "b"): Evidence(
                ("s1.p2",), 2, "会议纪要", original=False, file=files["纪要.pdf"], sha256=hashes["纪要.pdf"]
            ),
            Key("evidence", "c"): Evidence(("s2.a.p1",), 3, "体检表", file=files["体检.XLSX"]),
            Key("evidence", "d"): Evidence(("s1.p1",), 4, "先进县奖牌"),
            Key("evidence", "e"): Evidence((), 5, "会议纪要", file=files["纪要.pdf"], sha256=hashes["纪要.pdf"]),
        }
    )


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def build(draft: Draft, base: Path, folder: Path, **options: object) -> Package:
    return build_package(draft, base, folder, now=NOON, **options)  # type: ignore[arg-type]


def column(grid_rows: list[list[str]], heading: str) -> list[str]:
    head = next(row for row in grid_rows if heading in row)
    at = head.index(heading)
    return [row[at] for row in grid_rows[grid_rows.index(head) + 1 :]]


def sheet(folder: Path, name: str) -> list[list[str]]:
    grid = next(grid for grid in read_grids(folder / INDEX) if grid.name == name)
    return [list(row) for row in grid.rows]


# the plan -------------------------------------------------------------------------------------------------


def test_every_file_has_its_place_and_number(draft: Draft) -> None:
    found = {one.row: one for one in plan(draft)}
    assert found["a"].path == f"{FIRST}/一（一）-1 2024年度决算：报表.pdf"
    assert found["a"].references == (SECOND,)
    assert found["b"].path == f"{SECOND}/一（二）-1 会议纪要.pdf"
    assert found["c"].path == f"{DEEP}/二（一）1.-1 体检表.XLSX"
    assert found["d"].path == ""
    assert found["e"].path == "其他/其他-1 会议纪要.pdf"


def test_paths_stay_within_what_windows_takes(draft: Draft) -> None:
    long = draft.apply(
        [draft.change(Key("evidence", "a"), Evidence(("s2.a.p1",), 1, "长" * 300, file="x/" + "名" * 90 + ".pdf"))]
    )
    for one in plan(long):
        assert all(len(part.encode()) <= 200 for part in one.path.split("/"))
        assert len(one.path) <= 170


# building -------------------------------------------------------------------------------------------------


def test_the_package_holds_every_file_once_with_index_and_hashes(draft: Draft, base: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    made = build(draft, base, tmp_path / "出", progress=lambda *at: told.append(at))
    assert (made.files, made.gaps) == (4, ())
    assert tree(made.folder) == sorted(
        [
            INDEX,
            MANIFEST,
            f"{FIRST}/一（一）-1 2024年度决算：报表.pdf",
            f"{SECOND}/一（二）-1 会议纪要.pdf",
            f"{SECOND}/{SEE_ALSO}",
            f"{DEEP}/二（一）1.-1 体检表.XLSX",
            "其他/其他-1 会议纪要.pdf",
        ]
    )
    note = (made.folder / SECOND / SEE_ALSO).read_bytes().decode("utf-8-sig")
    assert "一（一）-1 2024年度决算：报表.pdf" in note
    assert "\r\n" in note
    total = sum((base / "佐证" / name).stat().st_size for name in ("决算.pdf", "纪要.pdf", "纪要.pdf", "体检.XLSX"))
    assert told[-1][:2] == (total, total)
    subprocess.run(["sha256sum", "-c", "--strict", MANIFEST], cwd=made.folder, check=True, capture_output=True)
    assert set(named_in((made.folder / MANIFEST).read_bytes())) == set(tree(made.folder)) - {MANIFEST}


def test_the_index_says_what_lies_where(draft: Draft, base: Path, tmp_path: Path) -> None:
    made = build(draft, base, tmp_path / "出")
    rows = sheet(made.folder, "佐证材料目录")
    assert column(rows, "材料编号") == ["一（一）-1", "一（一）-2", "一（二）-1", "二（一）1.-1", "其他-1"]
    assert column(rows, "页码")[0] == "12—15"
    assert column(rows, "原件/复印件")[2] == "复印件"
    assert column(rows, "说明") == ["", "无电子文件，备查实物", "", "登记时未核对", ""]
    files = sheet(made.folder, "文件和校验值")
    assert column(files, "材料编号") == ["一（一）-1", "一（二）-1", "二（一）1.-1", "其他-1"]
    assert column(files, "SHA-256")[0] == sha(base / "佐证" / "决算.pdf")
    for path, digest in zip(column(files, "所在文件"), column(files, "SHA-256"), strict=True):
        assert sha(made.folder / path) == digest
    by_point = sheet(made.folder, "按指标查")
    assert column(by_point, "材料编号") == ["一（一）-1", "一（一）-2", "一（一）-1", "一（二）-1", "二（一）1.-1"]
    assert column(by_point, "说明")[2] == "引用，存于一（一）"


# gaps -----------------------------------------------------------------------------------------------------


def test_vanished_and_changed_files_stop_the_package_until_accepted(draft: Draft, base: Path, tmp_path: Path) -> None:
    (base / "佐证" / "决算.pdf").unlink()
    (base / "佐证" / "纪要.pdf").write_bytes(b"changed")
    out = tmp_path / "出"
    with pytest.raises(GapsFoundError) as caught:
        build(draft, base, out)
    gaps = {gap.row: gap for gap in caught.value.gaps}
    assert {row: gap.state for row, gap in gaps.items()} == {
        "a": FileState.MISSING,
        "b": FileState.CHANGED,
        "e": FileState.CHANGED,
    }
    assert "重新定位" in gaps["a"].what_to_do
    assert "按现在的文件登记" in gaps["b"].what_to_do
    assert "一（一）-1" in caught.value.message
    assert list(out.iterdir()) == []

    with pytest.raises(GapsFoundError) as again:
        build(draft, base, out, accepted=["a"])
    assert [gap.row for gap in again.value.gaps] == ["b", "e"], "what nobody accepted still stops it"

    made = build(draft, base, out, accepted=gaps)
    assert [gap.row for gap in made.gaps] == ["a", "b", "e"]
    assert made.files == 1
    assert tree(made.folder) == sorted([INDEX, MANIFEST, f"{DEEP}/二（一）1.-1 体检表.XLSX"])
    rows = sheet(made.folder, "佐证材料目录")
    assert column(rows, "说明")[0] == "缺：找不到文件"
    assert column(sheet(made.folder, "文件和校验值"), "材料编号") == ["二（一）1.-1"]
    assert column(rows, "说明")[2] == "缺：文件与登记时不同，未收入"
    assert column(sheet(made.folder, "缺件"), "材料编号") == ["一（一）-1", "一（二）-1", "其他-1"]


def test_a_folder_in_place_of_a_file_is_a_gap_that_cannot_be_read(draft: Draft, base: Path, tmp_path: Path) -> None:
    (base / "佐证" / "决算.pdf").unlink()
    (base / "佐证" / "决算.pdf").mkdir()
    with pytest.raises(GapsFoundError) as caught:
        build(draft, base, tmp_path / "出")
    assert [gap.state for gap in caught.value.gaps] == [FileState.UNREADABLE]


def test_nothing_registered_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="还没有登记佐证材料"):
        build(draft_of(), tmp_path, tmp_path / "出")


def test_a_package_does_not_eat_its_own_sources(draft: Draft, base: Path, tmp_path: Path) -> None:
    made = build(draft, base, tmp_path / "出")
    inside = made.folder / f"{DEEP}/二（一）1.-1 体检表.XLSX"
    moved = msgspec.structs.replace(draft.get(Key("evidence", "c")), file=str(inside))
    changed = draft.apply([draft.change(Key("evidence", "c"), moved)])
    with pytest.raises(UserError, match="就在要替换的佐证材料包里"):
        build(changed, base, tmp_path / "出")
    assert inside.exists()


# never half -----------------------------------------------------------------------------------------------


@pytest.fixture
def earlier(draft: Draft, base: Path, tmp_path: Path) -> Iterator[Path]:
    """An earlier package, checked at the end to be what it was."""
    made = build(draft, base, tmp_path / "出")
    before = {name: sha(made.folder / name) for name in tree(made.folder)}
    yield made.folder
    assert {name: sha(made.folder / name) for name in tree(made.folder)} == before
    assert [path.name for path in made.folder.parent.iterdir()] == [made.folder.name]


def test_a_cancelled_package_leaves_the_earlier_one(draft: Draft, base: Path, earlier: Path) -> None:
    told: list[int] = []
    with pytest.raises(ExportCancelledError):
        build(
            draft,
            base,
            earlier.parent,
            progress=lambda done, _all, _name: told.append(done),
            cancelled=lambda: bool(told and told[-1]),
        )
    assert told[-1] > 0, "some of it was copied already"


def test_gaps_found_half_way_leave_the_earlier_one(draft: Draft, base: Path, earlier: Path) -> None:
    (base / "佐证" / "体检.XLSX").unlink()
    with pytest.raises(GapsFoundError):
        build(draft, base, earlier.parent)


def test_a_stranger_in_the_earlier_one_stops_it(draft: Draft, base: Path, tmp_path: Path) -> None:
    made = build(draft, base, tmp_path / "出")
    mine = made.folder / FIRST / "领导批示.pdf"
    mine.write_text("kept")
    with pytest.raises(UserError, match="领导批示"):
        build(draft, base, tmp_path / "出")
    assert mine.read_text() == "kept"
    mine.unlink()
    assert build(draft, base, tmp_path / "出").folder == made.folder, "its own files may be replaced"


def test_a_folder_of_somebody_else_is_not_replaced(draft: Draft, base: Path, tmp_path: Path) -> None:
    target = package_path(draft, tmp_path)
    target.mkdir()
    (target / "家庭照片.jpg").write_text("kept")
    with pytest.raises(UserError, match="家庭照片"):
        build(draft, base, tmp_path)


def test_a_small_disk_runs_full_half_way(draft: Draft, base: Path, tmp_path: Path) -> None:
    """A real file system of 256 KiB: message and next step, nothing half left behind, the earlier package whole."""
    disk = tmp_path / "U盘"
    disk.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, text=True, check=False
        )
        if sys.platform == "linux"
        else None
    )
    if mounted is None or mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip() if mounted else sys.platform}")
    try:
        made = build(draft, base, disk)
        before = {name: sha(made.folder / name) for name in tree(made.folder)}
        (base / "佐证" / "纪要.pdf").write_bytes(b"x" * (300 << 10))
        larger = [
            draft.change(Key("evidence", row), msgspec.structs.replace(draft.get(Key("evidence", row)), sha256=""))
            for row in ("b", "e")
        ]
        told: list[int] = []
        with pytest.raises(UserError, match="磁盘空间不足") as caught:
            build(draft.apply(larger), base, disk, progress=lambda done, _all, _name: told.append(done))
        assert "清理磁盘" in caught.value.what_to_do
        assert told[-1] > 0, "it ran full on the way"
        assert {name: sha(made.folder / name) for name in tree(made.folder)} == before
        assert [path.name for path in disk.iterdir()] == [made.folder.name]
    finally:
        subprocess.run(["umount", "-l", disk], capture_output=True, check=False)
