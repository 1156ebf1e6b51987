"""What a person may write for a node: its address, a short name or its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.errors import UnknownNodeError
from graph.iris import Addresses


@dataclass(frozen=True)
class NodePaths:
    """Resolves what is written for a node; ``prefixes`` are those of short names, such as ``gt``."""

    addresses: Addresses
    prefixes: Mapping[str, str]

    def __call__(self, text: str) -> NamedNode:
        """Return the node that an address, a short name or a path names, whether or not it exists.

        Raises:
            UnknownNodeError: when the text can be none of them.
        """
        prefix, colon, local = text.strip().partition(":")
        if colon and not local.startswith("//"):
            if prefix not in self.prefixes:
                known = ", ".join(sorted(self.prefixes))
                raise UnknownNodeError(
                    f"{text!r} begins with no known prefix", f"use one of {known}, or a full address"
                )
            return self.addresses.resolve(self.prefixes[prefix] + local)
        return self.addresses.resolve(text)
