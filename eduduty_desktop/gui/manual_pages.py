"""The pages of the manual: files of `resources/manual`, those of the checks, and two made from them.  No Qt."""

from pathlib import Path

INDEX, CHECKS = "index", "checks"
NO_PAGE = "# 还没有这一页\n\n说明书里没有“{page}”这一页。核验发现下面的灰字写着怎么改。"
NOTHING = "# 查找“{words}”\n\n没有找到。换一个说法试试，或者看[目录](index.md)。"
FOLDER_OF_CHECKS = "checks"
FAMILIES = {
    "completeness": "该有的都有吗",
    "kind": "填的是数吗",
    "bounds": "数合理吗",
    "formula": "合计与算式",
    "relation": "勾稽关系",
    "year": "与上年相比",
    "standard": "与标准相比",
    "score": "得分与扣分",
    "text": "正文与数据",
    "evidence": "佐证材料",
    "problem": "问题与整改",
}
_AROUND = 28  # characters shown around what was found


class ManualPages:
    """The manual in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def text(self, name: str) -> str:
        """A page's Markdown by its name or a check's code; a word of regret for one that is not there."""
        page = name or INDEX
        file = self._file(page)
        if page == CHECKS and file is None:
            return self._checks()
        if page == INDEX:
            return self._index(file)
        return file.read_text(encoding="utf-8") if file is not None else NO_PAGE.format(page=page)

    def names(self) -> list[str]:
        """Every page that has a file, those of checks by their code."""
        files = [*sorted(self._folder.glob("*.md")), *sorted((self._folder / FOLDER_OF_CHECKS).glob("*.md"))]
        return [file.stem for file in files]

    def title(self, name: str) -> str:
        """A page's first heading."""
        first = self.text(name).partition("\n")[0].lstrip("# ").strip()
        return first or name

    def sections(self, name: str) -> list[str]:
        """A page's headings, as they are read."""
        return [line.lstrip("#").strip() for line in self.text(name).splitlines() if line.startswith("#")]

    def book(self) -> list[str]:
        """Every page once: the contents, the pages in its order, those of the checks one below the other."""
        index = self.text(INDEX)
        named = [link.partition(".md)")[0] for link in index.split("](")[1:] if ".md)" in link]
        pages = [name for name in dict.fromkeys(named) if name != CHECKS]
        checks = (f"##{self.text(code)}" for code in self._codes())  # short pages need no sheet of their own
        return [*(self.text(name) for name in (INDEX, *pages, CHECKS)), *checks]

    def found(self, words: str) -> str:
        """A page that lists where all words of a text occur."""
        terms = words.casefold().split()
        lines = [f"# 查找“{words.strip()}”", ""]
        for name in self.names():
            text = self.text(name)
            if name != INDEX and terms and all(term in text.casefold() for term in terms):
                lines.append(f"- [{self.title(name)}]({name}.md)　{_around(text, terms[0])}")
        return "\n".join(lines) if len(lines) > 2 else NOTHING.format(words=words.strip())

    def _file(self, page: str) -> Path | None:
        for folder in (self._folder, self._folder / FOLDER_OF_CHECKS):
            file = folder / f"{page}.md"
            if file.is_file() and file.resolve().is_relative_to(self._folder.resolve()):
                return file
        return None

    def _index(self, file: Path | None) -> str:
        """The table of contents, with the pages at its end that it does not name."""
        text = "# 目录" if file is None else file.read_text(encoding="utf-8").rstrip()
        others = [
            name
            for name in self.names()
            if self._file(name) == self._folder / f"{name}.md" and name != INDEX and f"({name}.md" not in text
        ]
        lines = [f"- [{self.title(name)}]({name}.md)" for name in others]
        if f"({CHECKS}.md" not in text and self._codes():
            lines.append(f"- [每一条核验的说明]({CHECKS}.md)")
        return "\n".join([text, *([""] if file is None and lines else []), *lines])

    def _codes(self) -> list[str]:
        return [file.stem for file in sorted((self._folder / FOLDER_OF_CHECKS).glob("*.md"))]

    def _checks(self) -> str:
        """The list of all checks, by family."""
        lines = ["# 每一条核验的说明", "", "核验发现里按 F1，直接打开那一条的说明。"]
        known = list(FAMILIES)
        codes = sorted(self._codes(), key=lambda code: (_rank(code, known), code))
        family = ""
        for code in codes:
            head = code.partition(".")[0]
            if head != family:
                lines += ["", f"## {FAMILIES.get(head, '其他')}", ""]
                family = head
            lines.append(f"- [{self.title(code)}]({code}.md)")
        return "\n".join(lines)


def _rank(code: str, known: list[str]) -> int:
    head = code.partition(".")[0]
    return known.index(head) if head in known else len(known)


def _around(text: str, term: str) -> str:
    """What stands around the first place of a term, as one line without marks of Markdown."""
    at = max(0, text.casefold().find(term))
    cut = text[max(0, at - _AROUND) : at + len(term) + _AROUND]
    for mark in "#*`|[]()":
        cut = cut.replace(mark, " ")
    return f"…{' '.join(cut.split())}…"
