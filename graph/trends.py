"""Trends by rule: the first printed value of a row against its last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graph.iris import Addresses, mint_area
from graph.namespaces import find_namespace
from graph.queries import QueryLibrary
from graph.store import Store
from graph.terms import to_iri, to_text

GT = find_namespace("gt")
GTC = find_namespace("gtc")
PROV = find_namespace("prov")
QB = find_namespace("qb")
RDF = find_namespace("rdf")
SDMX_CODE = find_namespace("sdmx-code")


def compute_trends(store: Store, library: QueryLibrary, addresses: Addresses, home_area: str) -> Iterator[Quad]:
    """Yield a computed trend for each row of a measure table that allows one.

    First printed value against last, by polarity; equal is the same; none where the row has fewer than two values,
    no polarity, or a break in its series.
    """
    table = library.get_query("infer/measure_rows").select(store, {"area": mint_area(home_area)})
    rows: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for row in table.to_dicts():
        rows[to_iri(row["measure"]), to_iri(row["document"])].append(dict(row))
    graph = addresses.mint_graph("computed")
    for (measure, document), cells in sorted(rows.items()):
        trend = find_trend(cells)
        if trend is None:
            continue
        slugs = f"{document.rsplit('/', 1)[-1]}/{measure.rsplit('/', 1)[-1]}"
        node = addresses.mint_node(f"trend/{slugs}/computed")
        facts: list[tuple[NamedNode, NamedNode | Literal]] = [
            (RDF["type"], GT["TrendObservation"]),
            (QB["dataSet"], GT["trends"]),
            (GT["ofMeasure"], NamedNode(measure)),
            (GT["sourceDocument"], NamedNode(document)),
            (GT["trend"], GTC[trend]),
            (GT["basis"], GTC["basis-computed"]),
            *((PROV["wasDerivedFrom"], NamedNode(to_iri(cells[index]["observation"]))) for index in (0, -1)),
        ]
        yield from (Quad(node, predicate, value, graph) for predicate, value in facts)


def find_trend(cells: list[dict[str, object]]) -> str | None:
    """Return the trend code that a row's values give, in the order of their periods, or None when they give none."""
    polarity = cells[0]["polarity"]
    if len(cells) < 2 or polarity is None:
        return None
    if any(cell["status"] == SDMX_CODE["obsStatus-B"] for cell in cells):
        return None
    first, last = (Decimal(to_text(cells[index]["value"])) for index in (0, -1))
    if first == last:
        return "trend-the-same"
    is_better = (last > first) == (polarity == GTC["polarity-higher-is-better"])
    return "trend-improved" if is_better else "trend-worsened"
