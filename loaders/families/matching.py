"""Which record of a transcript a drafted one is, and which differences between the two are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.families.draft_records import DraftRecord, even_out_title
from loaders.yaml_source import Value

_REFERRING = ("under", "of", "about", "from", "to", "delivered_by")

Records = list[dict[str, Value]]


def match_records(drafted: Sequence[DraftRecord], records: Records) -> list[tuple[DraftRecord, int | None]]:
    """Match each drafted record with one of the transcript's: by its address, else by what it prints.

    The drafted ones refer to one another by the transcript's addresses from then on.
    """
    free = set(range(len(records)))
    found: dict[int, int] = {}
    for keys in (_list_addresses, _list_values_at_places, _list_prints):
        index_of: dict[tuple[str, ...], list[int]] = {}
        for index in sorted(free):
            for key in keys(records[index]):
                index_of.setdefault(key, []).append(index)
        for number, one in enumerate(drafted):
            if number in found:
                continue
            own = next((i for key in keys(one.fields) for i in index_of.get(key, []) if i in free), None)
            if own is not None:
                found[number] = own
                free.discard(own)
    owners = [(one, records[found[number]]) for number, one in enumerate(drafted) if number in found]
    renamed = {str(one.id): str(record["id"]) for one, record in owners if one.id and "id" in record}
    for one in drafted:
        _rename(one, renamed)
    return [(one, found.get(number)) for number, one in enumerate(drafted)]


def _list_addresses(fields: Mapping[str, object]) -> list[tuple[str, ...]]:
    return [(str(fields["type"]), str(fields["id"]))] if "id" in fields else []


def _list_values_at_places(fields: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Return a figure's value with each of its places: what it is known by before its value alone."""
    if fields["type"] != "figure":
        return []
    return [("figure", str(fields["value"]), str(fields["unit"]), one) for one in list_locators(fields)]


def list_locators(fields: Mapping[str, object]) -> list[str]:
    """Return the locators of a record as read."""
    locator = fields["locator"]
    return [str(one) for one in locator] if isinstance(locator, list) else [str(locator)]


def _list_prints(fields: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Return what a record may be known by apart from its address."""
    kind = str(fields["type"])
    if kind == "figure":
        return [(kind, str(fields["value"]), str(fields["unit"]))]
    if kind == "link":
        return [(kind, str(fields["relation"]), str(fields["from"]), str(fields["to"]))]
    if kind == "cover-fact":
        return [(kind, str(fields["label"]))]
    if kind == "legal-basis" and "arises_from" in fields:
        return [(kind, str(fields["arises_from"]))]
    if "title" in fields:
        return [(kind, even_out_title(str(fields["title"])))]
    return [(kind, one) for one in list_locators(fields)]


def _rename(drafted: DraftRecord, renamed: dict[str, str]) -> None:
    """Let a drafted record refer to things by the addresses that the transcript gives them."""
    for key in _REFERRING:
        value = drafted.fields.get(key)
        if isinstance(value, str):
            drafted.fields[key] = renamed.get(value, value)
        elif isinstance(value, list):
            drafted.fields[key] = [renamed.get(str(one), str(one)) for one in value]


def is_same_said_otherwise(record: Mapping[str, object], key: str, now: str, own: str) -> bool:
    """Say whether two strings are both print of one thing: a name with more or less around it, a value in other words.

    A document prints a body's name and a number in several ways; which of them a record gives is the person's choice.
    The ``value`` of a figure is compared by itself.
    """
    if record["type"] == "figure":
        return key == "published_value" or (key == "qualifier" and _holds(now, own))
    if key != "title":
        return False
    return _holds(now, own) if record["type"] == "body" else even_out_title(now) == even_out_title(own)


def _holds(one: str, other: str) -> bool:
    """Say whether one of two texts holds the other, whatever their capitals."""
    texts = [even_out_title(text) for text in (one, other)]
    return bool(texts[0] and texts[1]) and (texts[0] in texts[1] or texts[1] in texts[0])
