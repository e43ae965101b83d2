"""One file a group of pages. A new group enters the list; what is asked most often stands first, since
addresses are tried in this order.
"""

from communique.web.page import Section
from communique.web.sections import (
    about,
    account,
    actors,
    articles,
    commitments,
    events,
    overview,
    pair_corrected,
    pair_pictures,
    pairs,
    places,
    review,
    search,
    situations,
)

SECTIONS: tuple[Section, ...] = (
    review.section,
    overview.section,
    pairs.section,
    pair_pictures.section,
    pair_corrected.section,
    events.section,
    articles.section,
    situations.section,
    commitments.section,
    places.section,
    search.section,
    actors.section,
    about.section,
    account.section,
)
