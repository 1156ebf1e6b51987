"""The program texts that fetch a result from elsewhere: curl, Python, R, and Power Query for Excel and Power BI.

Each is whole: pasted as it stands, it asks this service and leaves the result where its language keeps tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from graph.query_header import Form
from web.contexts.results import Code

Pairs = Sequence[tuple[str, str]]

LONGEST_GET = 6000
"""Characters that fit into an address; a longer query is sent in the body."""

_TITLES = {"curl": "curl", "python": "Python", "r": "R", "power-query": "Excel and Power BI"}
_GRAPH_FORM = "turtle"


@dataclass(frozen=True)
class Request:
    """What a program is to ask: ``host`` without a slash, a path, the values for it, and the form of its result."""

    host: str
    path: str
    given: Pairs
    form: Form


def write_codes(request: Request, query: str = "") -> tuple[Code, ...]:
    """Return the texts, one a language; ``query`` is the visitor's own, empty for a named query at ``request.path``."""
    return tuple(Code(f"code-{name}", _TITLES[name], text) for name, text in _write(request, query))


def _write(request: Request, query: str) -> Iterator[tuple[str, str]]:
    yield "curl", _write_curl(request)
    if request.form == "select":
        yield "python", _write_sparqlwrapper(request, query) if query else _write_pandas(request)
        yield "r", _write_r(request)
        yield "power-query", _write_power_query(request)
    elif request.form == "ask":
        yield "python", _write_python_answer(request)
        yield "r", _write_r_lines(request)
    else:
        yield "python", _write_rdflib(request)
        yield "r", _write_r_lines(request)


def to_shell(text: str) -> str:
    """Return ``text`` as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def to_python(text: str) -> str:
    """Return ``text`` as a string of Python, over several lines where that reads well and means the same."""
    if "\n" in text and "\\" not in text and '"""' not in text and not text.endswith('"'):
        return f'"""{text}"""'
    return repr(text)


def to_r(text: str) -> str:
    """Return ``text`` as a string of R."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def to_power_query(text: str) -> str:
    """Return ``text`` as a string of Power Query's language."""
    return '"' + text.replace("#(", "#(#)(").replace('"', '""') + '"'


def _write_curl(request: Request) -> str:
    is_long = sum(len(value) for _, value in request.given) > LONGEST_GET
    lines = [f"curl {'' if is_long else '--get '}{to_shell(request.host + request.path)}"]
    lines += [f"--data-urlencode {to_shell(f'{name}={value}')}" for name, value in _with_form(request)]
    return " \\\n  ".join(lines)


def _write_sparqlwrapper(request: Request, query: str) -> str:
    graphs = "".join(
        f"endpoint.addParameter({to_python(name)}, {to_python(value)})\n"
        for name, value in request.given
        if name not in ("query", "release")
    )
    return f"""\
import io
import pandas as pd
from SPARQLWrapper import CSV, POST, SPARQLWrapper

endpoint = SPARQLWrapper({to_python(request.host + request.path)}, returnFormat=CSV)
endpoint.setMethod(POST)
{graphs}endpoint.setQuery({to_python(query)})
table = pd.read_csv(io.BytesIO(endpoint.queryAndConvert()))
print(table)"""


def _write_pandas(request: Request) -> str:
    return f"""\
import pandas as pd

table = pd.read_csv({to_python(_to_address(request))})
print(table)"""


def _write_python_answer(request: Request) -> str:
    return f"""\
import json
from urllib.request import urlopen

with urlopen({to_python(_to_address(request, "json"))}) as answer:
    print(json.load(answer)["boolean"])"""


def _write_rdflib(request: Request) -> str:
    return f"""\
from rdflib import Graph

graph = Graph().parse({to_python(_to_address(request))}, format="turtle")
print(len(graph), "triples")"""


def _write_r(request: Request) -> str:
    return f"""\
{_write_r_address(request)}
table <- read.csv(address, encoding = "UTF-8")
print(table)"""


def _write_r_lines(request: Request) -> str:
    return f"""\
{_write_r_address(request)}
lines <- readLines(address, encoding = "UTF-8")
cat(lines, sep = "\\n")"""


def _write_r_address(request: Request) -> str:
    pairs = ",\n".join(
        f"  {to_r(f'{name}=')}, URLencode({to_r(value)}, reserved = TRUE)" for name, value in _with_form(request)
    )
    start = to_r(request.host + request.path + ("?" if pairs else ""))
    joined = pairs.replace(",\n", ', "&",\n')
    return f"address <- paste0(\n  {start}{f',{chr(10)}{joined}' if joined else ''}\n)"


def _write_power_query(request: Request) -> str:
    fields = ", ".join(f"#{to_power_query(name)} = {to_power_query(value)}" for name, value in _with_form(request))
    query = f", Query = [{fields}]" if fields else ""
    path = to_power_query(request.path.lstrip("/"))
    return f"""\
let
    Answer = Web.Contents({to_power_query(request.host)}, [RelativePath = {path}{query}]),
    Rows = Csv.Document(Answer, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Result = Table.PromoteHeaders(Rows, [PromoteAllScalars = true])
in
    Result"""


def _with_form(request: Request, name: str = "") -> list[tuple[str, str]]:
    """Return the values with the form of the result, where the path does not end in it already."""
    if request.path.rpartition("/")[2].count("."):
        return list(request.given)
    return [*request.given, ("format", name or (_GRAPH_FORM if request.form == "construct" else "csv"))]


def _to_address(request: Request, name: str = "") -> str:
    given = urlencode(_with_form(request, name), quote_via=quote)
    return f"{request.host}{request.path}{f'?{given}' if given else ''}"
