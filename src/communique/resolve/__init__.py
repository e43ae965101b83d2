"""From mentions to actors, from time words to days, from place names to places; each answer names its rule."""

from __future__ import annotations

from communique.resolve.bare import PhraseActor, resolve_phrase
from communique.resolve.explain import explain
from communique.resolve.resolution import Resolution, Trace, resolve

__all__ = ["PhraseActor", "Resolution", "Trace", "explain", "resolve", "resolve_phrase"]
