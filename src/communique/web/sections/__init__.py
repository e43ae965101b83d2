"""One file a group of pages. A new group enters the list."""

from communique.web.page import Section
from communique.web.sections import overview, review

SECTIONS: tuple[Section, ...] = (overview.section, review.section)
