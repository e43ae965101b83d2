"""One file a group of pages. A new group enters the list."""

from communique.web.page import Section
from communique.web.sections import articles, events, overview, review

SECTIONS: tuple[Section, ...] = (overview.section, events.section, articles.section, review.section)
