"""`communique --version`: what is installed, and how to cite it."""

from __future__ import annotations

from communique.version import SCHEMA_VERSION, __version__


def about() -> str:
    """Program, schema, coder, model and knowledge versions, then the citation."""
    from communique.coding import CODER
    from communique.knowledge import load_knowledge
    from communique.language import load_parser

    return "\n".join(
        (
            f"communique {__version__}",
            f"record schema {SCHEMA_VERSION}",
            f"coder {CODER}",
            f"model {load_parser().model}",
            f"knowledge {load_knowledge().version}",
            f"Cite as: The communique developers. communique, version {__version__}. See docs/citing.md.",
        )
    )
