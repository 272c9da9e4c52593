"""What the bundle weighs, and its ten largest parts."""

from pathlib import Path

MEGABYTE = 1_000_000
MOST = 10


def files_of(folder: Path) -> list[Path]:
    """Return the files below a folder; links count as nothing."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def total(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(file.stat().st_size for file in files_of(folder))


def report(bundle: Path, made: list[Path]) -> str:
    """Return the list as text: total, largest files, and each result."""
    files = sorted(files_of(bundle), key=lambda file: -file.stat().st_size)
    lines = [f"bundle {total(bundle) / MEGABYTE:.1f} MB in {len(files)} files; the largest:"]
    lines += [
        f"  {file.stat().st_size / MEGABYTE:6.1f} MB  {file.relative_to(bundle).as_posix()}" for file in files[:MOST]
    ]
    lines += [f"{file.name}: {file.stat().st_size / MEGABYTE:.1f} MB" for file in made]
    return "\n".join(lines) + "\n"
