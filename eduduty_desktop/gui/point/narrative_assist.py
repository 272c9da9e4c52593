"""What helps while a narrative is written: completion, the chips' menu, offered links; wired to the session.

Each takes one undo step of its own: what was typed before is sealed first.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QContextMenuEvent

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.narrative import Link, Rendered, render
from eduduty_desktop.gui.point import narrative_document as nd
from eduduty_desktop.gui.point.link_choice import explain_link, place_name
from eduduty_desktop.gui.point.link_completion import Completion, Names
from eduduty_desktop.gui.point.link_forms import Form, alternatives, forms_of
from eduduty_desktop.gui.point.link_offers import LatestFigures, LinkOffer, Offers
from eduduty_desktop.gui.point.narrative_chip import chip_beside, token_of
from eduduty_desktop.gui.point.narrative_completer import NarrativeCompleter
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.gui.point.narrative_menu import NarrativeMenu
from eduduty_desktop.gui.point.narrative_offers import NarrativeOffers, Placed
from eduduty_desktop.gui.point.narrative_proof import NarrativeProof
from eduduty_desktop.workspace.session import Session

DESCRIPTION = "有底色的数是关联数据，数据表里改了就跟着改；光标放在旁边按 Alt+↓ 可以换写法。"
_FIGURES = frozenset({"figures", "growths"})


class NarrativeAssist(QObject):
    """The helpers of one editor."""

    insert_requested = Signal()

    def __init__(self, session: Session, node: str, editor: NarrativeEdit, figures: LatestFigures) -> None:
        super().__init__(editor)
        self._session = session
        self._node = node
        self._editor = editor
        self._figures = figures
        self._names: Names | None = None
        self._offers: Offers | None = None
        self.completer = NarrativeCompleter(editor, self._complete, self._forms, self._where)
        self.offers = NarrativeOffers(editor, self._offers_in, self._name_of)
        self.proof = NarrativeProof(editor, self._rendered)
        self.menu = NarrativeMenu(editor, self._alternatives, self.offers.actions)
        self.completer.accepted.connect(self._replace)
        self.menu.changed.connect(lambda position, source: self._replace(position, position + 1, source))
        self.menu.insert_requested.connect(self.insert_requested)
        self.menu.trace_requested.connect(editor.trace_requested)
        self.offers.accepted.connect(self._link)
        editor.menu_requested.connect(self._open_menu)
        editor.setAccessibleDescription(DESCRIPTION)
        editor.cursorPositionChanged.connect(self._announce)

    def refresh(self, keys: frozenset[Key], *, typing: bool) -> None:
        """Look again at what a change touched; figures may offer other links than before."""
        if any(key.table in _FIGURES for key in keys):
            self._offers = None
            self.offers.forget()
            self.proof.look_again()
        elif not typing and Key("narratives", self._node) in keys:
            self.offers.look_again()
            self.proof.look_again()

    def _rendered(self, source: str) -> Rendered:
        return render(self._session.draft, source)

    def _complete(self, before: str) -> tuple[Completion, ...]:
        if self._names is None:
            self._names = Names(self._session.draft.framework)
        return self._names.complete(self._node, before)

    def _forms(self, metric: str) -> tuple[Form, ...]:
        draft = self._session.draft
        return forms_of(draft, draft.framework.metrics[metric])

    def _alternatives(self, link: Link) -> tuple[Form, ...]:
        return alternatives(self._session.draft, link)

    def _where(self, metric: str) -> str:
        return place_name(self._session.draft, metric)

    def _offers_in(self, source: str) -> tuple[LinkOffer, ...]:
        if self._offers is None:
            self._offers = Offers(self._session.draft, self._node, self._figures.now())
        return self._offers.offers_in(source)

    def _name_of(self, offer: LinkOffer) -> tuple[str, str]:
        label = self._session.draft.framework.metrics[offer.metric].printed_label
        return label, "" if offer.near else self._where(offer.metric)

    def _open_menu(self, event: QContextMenuEvent) -> None:
        self.menu.open_for(event)

    def beside_cursor(self) -> str:
        """What a person who hears the screen is told where the cursor stands beside a linked figure."""
        token = token_of(self._editor.document(), chip_beside(self._editor.textCursor()))
        return f"关联数据，{explain_link(self._session.draft, nd.link_of(token))}" if token else ""

    def _announce(self) -> None:
        """A screen reader sees but an object character where a linked figure stands: tell it what is there."""
        if QAccessible.isActive() and (words := self.beside_cursor()):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, words))

    def _replace(self, start: int, end: int, source: str) -> None:
        self._session.seal()
        self._editor.replace(start, end, source)
        self._session.seal()

    def _link(self, taken: list[Placed]) -> None:
        self._session.seal()
        for placed in sorted(taken, key=lambda p: p.start, reverse=True):
            self._editor.replace(placed.start, placed.end, placed.offer.source)
        self._session.seal()
