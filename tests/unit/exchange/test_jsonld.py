"""Web Annotations and PROV: every name leads somewhere, every quotation stands where it says."""

from __future__ import annotations

import io
import json
from typing import Any

from tests.factories import TEXT
from tests.small_project import SECOND, codings

from communique.exchange.holdings import Holdings, Wanted
from communique.exchange.jsonld import AROUND, write_jsonld
from communique.store import Store

PROV = {
    "prov:startedAtTime",
    "prov:endedAtTime",
    "prov:wasAssociatedWith",
    "prov:wasGeneratedBy",
    "prov:wasDerivedFrom",
    "prov:wasAttributedTo",
    "prov:atLocation",
    "prov:used",
    "prov:wasRevisionOf",
    "prov:generatedAtTime",
    "prov:invalidated",
}
"""Terms of PROV-O that are used; each is in the W3C recommendation."""
ANNOTATION = {
    "id",
    "type",
    "body",
    "target",
    "motivation",
    "source",
    "selector",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "label",
}
"""Terms that the context of Web Annotation defines."""


def graph(store: Store, wanted: Wanted | None = None) -> tuple[list[dict[str, Any]], int]:
    out = io.BytesIO()
    n = write_jsonld(Holdings(store, wanted), out)
    document = json.loads(out.getvalue())
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    return document["@graph"], n


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in keys(part)}
    if isinstance(value, list):
        return {key for part in value for key in keys(part)}
    return set()


def references(value: object) -> set[str]:
    """Names of nodes that a node speaks of."""
    if isinstance(value, dict):
        own = {value["id"]} if set(value) == {"id"} else set()
        source = {value["source"]} if "source" in value else set()
        return own | source | {name for part in value.values() for name in references(part)}
    if isinstance(value, list):
        return {name for part in value for name in references(part)}
    return set()


def test_every_term_is_of_a_vocabulary(store: Store) -> None:
    nodes, _ = graph(store)
    for key in keys(nodes):
        assert key in ANNOTATION or key in PROV or key.startswith("cq:"), key


def test_every_name_is_defined_once_and_leads_somewhere(store: Store) -> None:
    nodes, _ = graph(store)
    names = [node["id"] for node in nodes]
    assert len(names) == len(set(names))
    assert references(nodes) <= set(names)


def test_quotations_stand_where_they_say(store: Store) -> None:
    nodes, n = graph(store)
    annotations = [node for node in nodes if node["type"] == "Annotation"]
    assert n == len(annotations) == 5
    texts = {f"urn:sha256:{stored.hash}": stored.document.text for stored in store.documents()}
    for annotation in annotations:
        text = texts[annotation["target"]["source"]]
        quoted, position = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quoted["exact"]
        assert text[max(0, start - AROUND) : start] == quoted["prefix"]
        assert text[end : end + AROUND] == quoted["suffix"]
        assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")


def test_history(store: Store) -> None:
    again = codings()[1]
    store.decide(again, "correct", by="a second reader", base=1, changes={"event_type": "REQUEST"})
    nodes = {node["id"]: node for node in graph(store)[0]}
    coding = nodes["urn:communique:coding:c1"]
    assert coding["prov:wasGeneratedBy"] == {"id": "urn:communique:run:1"}
    assert nodes["urn:communique:run:1"]["prov:wasAssociatedWith"] == {"id": "urn:communique:coder:test.v1"}
    derived = nodes["urn:communique:event:e1"]["prov:wasDerivedFrom"]
    assert derived == [{"id": "urn:communique:coding:c1"}, {"id": "urn:communique:coding:c2"}]
    revision = nodes["urn:communique:coding:c2:2"]
    assert revision["prov:wasRevisionOf"] == {"id": "urn:communique:coding:c2"}
    assert revision["prov:wasAttributedTo"] == {"id": "urn:communique:person:a%20second%20reader"}


def test_no_words_where_none_may_leave(store: Store) -> None:
    nodes, n = graph(store, Wanted(quote_words=0))
    assert n == 5
    assert "exact" not in keys(nodes)
    assert "offered talks" not in json.dumps(nodes)
    assert TEXT not in json.dumps(nodes)
    assert SECOND not in json.dumps(nodes)
