"""Review: what to look at, decisions on it, how far reviewers agree, and what their judgement says of the
machine.
"""

from communique.review.agreement import Agreement, agreement
from communique.review.alike import Alike, alike, correct_alike
from communique.review.alpha import Alpha, alpha
from communique.review.desk import Desk
from communique.review.edits import Edit, Party, changes_of
from communique.review.interval import Share, sample_size, share_of, wilson
from communique.review.log import Log
from communique.review.queue import Choice, Item, Page, Queue

__all__ = [
    "Agreement", "Alike", "Alpha", "Choice", "Desk", "Edit", "Item", "Log", "Page", "Party", "Queue", "Share",
    "agreement", "alike", "alpha", "changes_of", "correct_alike", "sample_size", "share_of", "wilson",
]  # fmt: skip
