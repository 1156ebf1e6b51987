"""Every setting, declared once: its name, default, unit and meaning.

A setting is a field of ``Settings``; the environment variable is its name in capitals after ``GOLDENTHREAD_``. The
command line's help and the documentation are made from ``SETTINGS``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graph.errors import SettingError

PREFIX = "GOLDENTHREAD_"

_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_MAILBOX = re.compile(r"[^\s@<>?&,;:]+@[^\s@<>?&,;:]+\.[^\s@<>?&,;:]+")
_WEB_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`]+""")


@dataclass(frozen=True)
class Setting:
    """One setting as help and documentation show it; ``default`` and ``unit`` are "" where there is none."""

    name: str
    field: str
    default: str
    unit: str
    help: str
    read: Callable[[str], object]


def read_text(text: str) -> str:
    """Return text as it is."""
    return text


def read_folder(text: str) -> Path:
    """Return a folder, whether or not it exists; ~ is the home folder."""
    return Path(text).expanduser()


def read_count(text: str) -> int:
    """Return a whole number of at least one.

    Raises:
        ValueError: when it is none.
    """
    if read_number(text) < 1:
        raise ValueError("it must be a whole number of at least 1, such as 100")
    return int(text)


def read_number(text: str) -> int:
    """Return a whole number of at least nought.

    Raises:
        ValueError: when it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise ValueError("it must be a whole number in digits, such as 100")
    return int(text)


def read_port(text: str) -> int:
    """Return a TCP port.

    Raises:
        ValueError: when it is none.
    """
    if read_number(text) > 65535:
        raise ValueError("it must be a port number from 0 to 65535, such as 8000")
    return int(text)


def read_seconds(text: str) -> float:
    """Return a number of seconds above nought.

    Raises:
        ValueError: when it is none.
    """
    if not _DECIMAL.fullmatch(text) or not float(text):
        raise ValueError("it must be a number of seconds above 0, such as 30 or 2.5")
    return float(text)


def read_web_address(text: str) -> str:
    """Return an http or https address.

    Raises:
        ValueError: when it is none.
    """
    if not _WEB_ADDRESS.fullmatch(text) or not urlsplit(text).hostname:
        raise ValueError("it must be an address that begins with http:// or https://")
    return text


def read_contact(text: str) -> str:
    """Return the address of a page or of a mailbox.

    Raises:
        ValueError: when it is neither.
    """
    if _MAILBOX.fullmatch(text.removeprefix("mailto:")) or _WEB_ADDRESS.fullmatch(text):
        return text
    raise ValueError("it must be a page such as https://example.org/contact, or a mailbox such as name@example.org")


def read_base_iri(text: str) -> str:
    """Return an address to which paths can be added.

    Raises:
        ValueError: when it is none.
    """
    if not read_web_address(text).endswith("/"):
        raise ValueError("it must end in a slash, such as https://example.org/goldenthread/")
    return text


def _explain(unit: str, help_text: str, read: Callable[[str], object]) -> dict[str, object]:
    return {"unit": unit, "help": help_text, "read": read}


@dataclass(frozen=True)
class Settings:
    """The settings of one process. Fields are in the order in which they are documented."""

    host: str = field(
        default="127.0.0.1", metadata=_explain("", "The address to listen on; 0.0.0.0 for every network.", read_text)
    )
    port: int = field(
        default=8000, metadata=_explain("port number", "The port to listen on; 0 lets the system choose.", read_port)
    )
    data: Path = field(default=Path("data"), metadata=_explain("folder", "Where releases are kept.", read_folder))
    base_iri: str = field(
        default="https://w3id.org/goldenthread/",
        metadata=_explain("IRI", "What every address in the graph begins with.", read_base_iri),
    )
    documents: Path | None = field(
        default=None, metadata=_explain("folder", "The source documents, where they are at hand.", read_folder)
    )
    store: str | None = field(
        default=None,
        metadata=_explain(
            "IRI", "A SPARQL 1.1 endpoint to read from, in place of the embedded store.", read_web_address
        ),
    )
    licence: str = field(
        default="https://creativecommons.org/licenses/by/4.0/",
        metadata=_explain("IRI", "The licence that the data is published under.", read_web_address),
    )
    publisher: str = field(
        default="Not stated", metadata=_explain("", "The name of the body that publishes this service.", read_text)
    )
    contact: str | None = field(
        default=None,
        metadata=_explain("", "How to reach the publisher: the address of a page or of a mailbox.", read_contact),
    )
    query_deadline_s: float = field(
        default=30.0, metadata=_explain("seconds", "How long a visitor's query may run.", read_seconds)
    )
    query_quick_s: float = field(
        default=0.5,
        metadata=_explain(
            "seconds",
            "After this a visitor's query counts as long and leaves its worker's place to others.",
            read_seconds,
        ),
    )
    query_memory_mb: int = field(
        default=1024,
        metadata=_explain("MB", "How much memory a visitor's query may take beyond the store.", read_count),
    )
    query_max_rows: int = field(
        default=100_000, metadata=_explain("rows", "How many rows or triples a visitor's query may return.", read_count)
    )
    query_max_bytes: int = field(
        default=50_000_000, metadata=_explain("bytes", "How large the answer to a visitor's query may be.", read_count)
    )
    query_max_text_bytes: int = field(
        default=100_000, metadata=_explain("bytes", "How long the text of a visitor's query may be.", read_count)
    )
    query_max_depth: int = field(
        default=100, metadata=_explain("levels", "How deeply brackets in a visitor's query may be nested.", read_count)
    )
    query_workers: int = field(
        default=4,
        metadata=_explain(
            "processes", "How many visitors' queries run at once; half of them may be long ones.", read_count
        ),
    )
    query_queue: int = field(
        default=32, metadata=_explain("queries", "How many visitors' queries may wait for their turn.", read_number)
    )
    query_cache_mb: int = field(
        default=64, metadata=_explain("MB", "How much memory answers to visitors' queries are kept in.", read_number)
    )
    page_cache_mb: int = field(
        default=32, metadata=_explain("MB", "How much memory pages and pictures are kept in.", read_number)
    )
    sending_mb: int = field(
        default=256,
        metadata=_explain("MB", "How much memory answers may take that are on their way to readers.", read_count),
    )
    sending_stall_s: float = field(
        default=20.0,
        metadata=_explain(
            "seconds", "A reader who takes nearly nothing of an answer for so long is disconnected.", read_seconds
        ),
    )
    trusted_proxies: int = field(
        default=0,
        metadata=_explain(
            "proxies", "How many proxies in front of this service set X-Forwarded-For; 0 trusts none.", read_number
        ),
    )
    memory_store_max_quads: int = field(
        default=1_000_000,
        metadata=_explain(
            "quads",
            "Up to this size a release is served from memory (0.8 GB a million, in every process); above, from disk.",
            read_number,
        ),
    )
    remote_timeout_s: float = field(
        default=30.0, metadata=_explain("seconds", "How long to wait for an answer of the remote store.", read_seconds)
    )


def _to_setting(declared: dataclasses.Field[object]) -> Setting:
    default = "" if declared.default is None else f"{declared.default}"
    return Setting(PREFIX + declared.name.upper(), declared.name, default, **declared.metadata)


SETTINGS: tuple[Setting, ...] = tuple(_to_setting(declared) for declared in dataclasses.fields(Settings))
"""Every setting, in the order in which they are documented."""


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings from environment variables; an empty one counts as absent.

    Raises:
        SettingError: when a value cannot be, or a name that begins like a setting is none.
    """
    known = {setting.name: setting for setting in SETTINGS}
    values: dict[str, Any] = {}  # each is of its field's type: that field's own parser read it
    for name, text in environ.items():
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            close = get_close_matches(name, known, n=1)
            raise SettingError(name, "there is no such setting", f"did you mean {close[0]}" if close else "remove it")
        if text.strip():
            values[known[name].field] = _read_value(known[name], text.strip())
    return Settings(**values)


def _read_value(setting: Setting, text: str) -> object:
    try:
        return setting.read(text)
    except ValueError as error:
        advice = f"leave it out for the default, {setting.default}" if setting.default else "leave it out if unsure"
        raise SettingError(setting.name, f"{text!r} cannot be used: {error}", advice) from error
