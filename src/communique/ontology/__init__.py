"""PLOVER 2.0 and CAMEO as data: types, modes, contexts, scores, and the crosswalk between them."""

from communique.ontology.load import Cameo, Mode, Ontology, PloverType, load_ontology

__all__ = ["Cameo", "Mode", "Ontology", "PloverType", "load_ontology"]
