"""定稿 and 解除定稿: signing a draft off, and taking that back with a reason that the history keeps."""

from collections.abc import Sequence

from eduduty_desktop.draft import Finding
from eduduty_desktop.draft.sign_off import SignOff, sign_off_of, texts_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.exporting import blocking
from eduduty_desktop.workspace.session import Applied, Session

SIGN, LIFT = "定稿", "解除定稿"


def sign(session: Session, findings: Sequence[Finding], sign_off: SignOff) -> Applied:
    """Freeze the draft.  Raises UserError while 错误 stand unwaived, a name is missing or it is frozen already."""
    if session.frozen:
        raise UserError(f"这份自评稿已经定稿（{session.frozen}）", what_to_do="要重新定稿，请先解除定稿。")
    if errors := blocking(session.draft, findings):
        raise UserError(
            f"还有 {len(errors)} 处错误，不能定稿；第一处：{errors[0].message}",
            what_to_do="请改正后再定稿，或在核验栏写明保留意见。",
        )
    for said, word in ((sign_off.issuer, "签发人"), (sign_off.on, "定稿日期")):
        if not said.strip():
            raise UserError(f"没有写{word}", what_to_do=f"请填上{word}再定稿。")
    return session.decide(texts_of(sign_off).items(), label=SIGN, cause=SIGN)


def lift(session: Session, reason: str) -> Applied:
    """Let the draft be edited again; who did it, when and why stands in the change log.  Raises UserError."""
    if sign_off_of(session.draft) is None:
        raise UserError("这份自评稿没有定稿", what_to_do="可以直接修改。")
    if not reason.strip():
        raise UserError("没有写解除定稿的原因", what_to_do="请写明原因，它会记进修改历史。")
    return session.decide(texts_of(None).items(), label=LIFT, cause=f"{LIFT}：{reason.strip()}")
