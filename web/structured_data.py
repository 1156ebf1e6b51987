"""What a page is about, for search engines: schema.org as JSON-LD in a data block.

A block of type ``application/ld+json`` is data and no script: a browser does not run it, and the policy for scripts
does not concern it (HTML, "prepare the script element").
"""

from __future__ import annotations

from flask import request

from graph.file_kinds import find_kind
from graph.settings import Settings
from web.contexts.downloads import DownloadRelease
from web.contexts.nodes import NodePage
from web.parts import Link

CONTEXT = "https://schema.org"
NAME = "Golden thread"

Json = dict[str, object]

TYPES = {
    "Plan": "CreativeWork",
    "Document": "Report",
    "Observation": "Observation",
    "StatedFigure": "Observation",
    "FormalOrganization": "Organization",
    "OrganizationalCollaboration": "Organization",
    "Organization": "Organization",
    "LegalResource": "Legislation",
    "Event": "Event",
    "AdministrativeArea": "AdministrativeArea",
    "Concept": "DefinedTerm",
    "ConceptScheme": "DefinedTermSet",
}
"""The name of a class in the graph, and the schema.org type that search engines know; the rest are things."""


def describe_node(page: NodePage, kinds: frozenset[str], settings: Settings) -> Json:
    """Return the page of a node, its way down and what it is about."""
    names = [kind.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for kind in kinds]
    thing: Json = {
        "@type": next((TYPES[name] for name in TYPES if name in names), "Thing"),
        "@id": page.iri,
        "name": page.label,
        "additionalType": sorted(kinds),
    }
    if page.notation:
        thing["identifier"] = page.notation
    if page.figure:
        thing["description"] = " ".join(part for part in (page.figure, page.figure_note) if part)
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "@id": request.base_url,
        "name": page.label,
        "inLanguage": "en",
        "license": settings.licence,
        "isPartOf": {"@type": "WebSite", "name": NAME, "url": request.host_url},
        "breadcrumb": _describe_crumbs(page.crumbs),
        "mainEntity": thing,
    }


def describe_dataset(release: DownloadRelease, iri: str, settings: Settings) -> Json:
    """Return a release as a data set with its files, as search engines for data read it."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": iri,
        "name": f"{NAME}, release {release.name[:12]}",
        "description": "Priorities, outcomes, actions, measures, budget, boards, duties and evidence of council plans, "
        "across plan generations; every fact names the document and passage that it came from.",
        "url": f"{request.host_url}catalog",
        "version": release.name,
        "license": settings.licence,
        "creator": {"@type": "Organization", "name": settings.publisher},
        "dateModified": release.written_on,
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": NAME, "url": f"{request.host_url}catalog"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": request.host_url.rstrip("/") + file.href,
                "encodingFormat": find_kind(file.name).media_type,
                "contentSize": f"{file.size_bytes} B",
                "sha256": file.sha256,
            }
            for file in release.files
        ],
    }


def _describe_crumbs(crumbs: tuple[Link, ...]) -> Json:
    items = [
        {"@type": "ListItem", "position": place, "name": link.text, "item": request.host_url.rstrip("/") + link.href}
        for place, link in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
