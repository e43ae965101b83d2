"""One file a group of pages. A new group enters the list."""

from communique.web.page import Section
from communique.web.sections import (
    about,
    account,
    actors,
    articles,
    commitments,
    events,
    overview,
    pair_pictures,
    pairs,
    places,
    review,
    search,
    situations,
)

SECTIONS: tuple[Section, ...] = (
    overview.section,
    pairs.section,
    pair_pictures.section,
    events.section,
    articles.section,
    situations.section,
    commitments.section,
    places.section,
    search.section,
    actors.section,
    about.section,
    review.section,
    account.section,
)
