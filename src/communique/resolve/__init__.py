"""From mentions to actors, from time words to days, from place names to places; each answer names its
rule."""

from __future__ import annotations

from communique.resolve.bare import PhraseActor, resolve_phrase
from communique.resolve.event_date import event_when
from communique.resolve.event_place import event_place
from communique.resolve.explain import explain
from communique.resolve.places import PlacedSpan, find_places
from communique.resolve.resolution import Resolution, Trace, resolve
from communique.resolve.times import TimedSpan, article_times, find_times

__all__ = [
    "PhraseActor",
    "PlacedSpan",
    "Resolution",
    "TimedSpan",
    "Trace",
    "article_times",
    "event_place",
    "event_when",
    "explain",
    "find_places",
    "find_times",
    "resolve",
    "resolve_phrase",
]
