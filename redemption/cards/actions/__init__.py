"""Acts on cards: one verb each, one transaction, the ledger told inside."""

from redemption.cards.actions.cards import renew_card, reset_pin, revoke_card
from redemption.cards.actions.issue import Issued, IssueWish, issue_card, stock_cards
from redemption.cards.actions.retention import forget_sessions
from redemption.cards.actions.sessions import end_session, end_sessions, sign_in, touch_session

__all__ = [
    "IssueWish",
    "Issued",
    "end_session",
    "end_sessions",
    "forget_sessions",
    "issue_card",
    "renew_card",
    "reset_pin",
    "revoke_card",
    "sign_in",
    "stock_cards",
    "touch_session",
]
