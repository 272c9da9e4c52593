"""The window's commands: one declaration each, so that words, icon, shortcut and tooltip stay together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from eduduty_desktop.gui.look import Look


@dataclass(frozen=True, slots=True)
class Command:
    """A command as declared; `keys` are tried in order, the first stands in the tooltip."""

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""


COMMANDS = (
    Command("previous", "上一项", "到上一个测评点", ("Ctrl+PgUp",), "previous"),
    Command("next", "下一项", "到下一个测评点", ("Ctrl+PgDown",), "next"),
    Command("next_open", "下一未完成", "到下一个还没有核定的测评点", ("Ctrl+Shift+PgDown",), "next-open"),
    Command("undo", "撤销", "撤销", ("Ctrl+Z",), "undo"),
    Command("redo", "重做", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    Command("check", "核验", "核验整份自评稿，列出全部发现", ("F7",), "check"),
    Command("export", "导出…", "导出报告和数据附表", ("Ctrl+E",), "export"),
    Command("preview", "预览", "报告一页一页的样子，随正文变化；点一行到它的栏目", ("F11",), "preview"),
    Command("print", "打印…", "打印报告", ("Ctrl+P",), ""),
    Command("pdf", "存为 PDF…", "把报告存成 PDF 文件，版面与打印一致", ("Ctrl+Shift+P",), ""),
    Command("withhold", "公示版不公开的内容…", "选哪些数据、字词不进公示版", (), ""),
    Command("sign_off", "定稿…", "记下校对、核稿、会签、签发，定稿后各栏只能看", (), ""),
    Command("lift", "解除定稿…", "写明原因后可以再改", (), ""),
    Command("stale", "核对已导出的文件…", "已导出的文件与自评稿是否还一致，不一致在哪里", (), ""),
    Command("save", "立即保存", "所有内容自动保存；这里可以马上再存一次", ("Ctrl+S",), ""),
    Command("search", "搜索", "搜索指标、编号、数据、责任单位", ("Ctrl+F",), "search"),
    Command("replace", "查找和替换…", "在整份自评稿里查找和替换文字", ("Ctrl+H",), ""),
    Command("save_elsewhere", "另存到…", "把全部内容存成一个新文件，然后在新文件里继续", ("Ctrl+Shift+S",), "save-as"),
    Command("back_up", "立即备份", "在本机留一份核对过的备份；打开时和每半小时会自动备份", (), ""),
    Command(
        "restore", "恢复备份…", "看以前的备份与现在差在哪里，把它恢复成新文件或替换现在的", ("Ctrl+Shift+R",), "restore"
    ),
    Command("cover", "封面信息", "填写封面、一票否决事项和导语", ("Ctrl+1",), "cover"),
    Command("overview", "总览", "进度、所缺内容、得分、两年对比", ("Ctrl+2",), "overview"),
    Command("problems", "存在问题", "全部问题和整改措施的台账", ("Ctrl+3",), "problems"),
    Command("departments", "责任单位", "任务分工，下发和收回填报表，对数、催办", ("Ctrl+6",), "departments"),
    Command("schools", "学校基表", "导入学校基表，看七项指标、差异系数和不达标的学校", ("Ctrl+7",), "schools"),
    Command("sending", "报送", "看还缺什么，生成报送的文件夹、压缩包和邮件，打包佐证材料", ("Ctrl+5",), "export"),
    Command(
        "last_report", "导入往年报告…", "读上年的报告（Word、文本）：正文作为上年内容，数填入上年栏，逐项确认", (), ""
    ),
    Command("feedback", "导入反馈问题清单…", "把上级反馈的问题清单（表格）登记为存在问题", (), ""),
    Command("ledger", "导出销号台账…", "问题、整改措施、进展、佐证、销号情况，存成 Excel 或 Word", (), ""),
    Command("trace", "追溯…", "光标所在的数从哪里来、印在哪里、有什么佐证", ("F9",), ""),
    Command("next_part", "下一栏", "在目录、填报页、核验发现之间切换", ("F6",), ""),
    Command("previous_part", "上一栏", "在核验发现、填报页、目录之间切换", ("Shift+F6",), ""),
    Command("menu", "菜单", "全部命令和快捷键", ("F10",), "menu"),
    Command("next_finding", "下一条发现", "到下一条核验发现", ("F8",), ""),
    Command("previous_finding", "上一条发现", "到上一条核验发现", ("Shift+F8",), ""),
    Command("manual", "使用说明", "光标所在的栏怎么填；在核验发现里，说这一条查什么、怎么改", ("F1",), "help"),
    Command("about", "关于与诊断信息…", "版本、许可，以及可以发给维护人员的诊断信息（不含自评稿内容）", (), ""),
    Command("framework", "查看本稿指标体系", "看本稿的指标、评价要求、评分标准和数据，只供查看", ("Ctrl+4",), ""),
    Command("frameworks", "指标体系…", "看、比较、修改指标体系，导入上级通知", (), ""),
    Command(
        "proofing", "校核已有报告…", "任何一份报告（.docx、.txt）：数字对不对得上，有没有残留", ("Ctrl+8",), "check"
    ),
    Command("home", "返回开始页", "保存并关闭这份自评稿，回到开始页", (), "home"),
    Command("folder", "打开所在文件夹", "在文件夹中显示这份自评稿", (), "open"),
    Command("close", "退出", "保存并退出", ("Ctrl+Q",), ""),
)


def make_actions(parent: QObject, look: Look) -> dict[str, QAction]:
    """One `QAction` a command of the draft's window, working anywhere in it."""
    return make_actions_of(COMMANDS, parent, look)


def make_actions_of(commands: Sequence[Command], parent: QObject, look: Look) -> dict[str, QAction]:
    """One `QAction` a command, working anywhere in the parent's window."""
    actions = {}
    for command in commands:
        action = QAction(command.text, parent)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        describe(action, command.tip)
        if command.icon:
            action.setIcon(look.icons.named(command.icon))
        actions[command.name] = action
    return actions


def describe(action: QAction, tip: str) -> None:
    """Set a tooltip that ends in the shortcut."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip}（{key}）" if key else tip)


def describe_undo(actions: Mapping[str, QAction], undo: str, redo: str) -> None:
    """Let 撤销 and 重做 say what they would take back, or that there is nothing."""
    for name, word, label in (("undo", "撤销", undo), ("redo", "重做", redo)):
        actions[name].setEnabled(bool(label))
        describe(actions[name], f"{word}：{label}" if label else f"没有可以{word}的")


def connect_actions(actions: Mapping[str, QAction], handlers: Mapping[str, Callable[[], object]]) -> None:
    """Say what commands do, by their names; Qt's word that one is checked is kept from the handlers."""
    for name, handler in handlers.items():
        actions[name].triggered.connect(lambda _checked=False, handler=handler: handler())
