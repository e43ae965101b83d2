"""Earlier history or the news of the article?"""

from __future__ import annotations

from datetime import timedelta

from communique.coding.act import Act
from communique.coding.status import Modality
from communique.coding.tree import Tree
from communique.records import Article, When

NEWS_WINDOW = timedelta(days=14)


def is_background(tree: Tree, act: Act, how: Modality, when: When, article: Article) -> bool:
    """True where the sentence tells of what was before the news: pluperfect, or a date well before
    publication.
    """
    if how.perfect and any(tree.sentence.form[c].lower() == "had" for c in tree.all(act.token, "aux")):
        return True
    published = article.published.on
    return bool(published and when.basis == "expression" and when.end and when.end < published - NEWS_WINDOW)
