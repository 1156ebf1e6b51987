"""Everything about releases under one name; the modules named here hold it, by what it is about."""

from graph.comparison import Comparison, compare_releases
from graph.data_folder import (
    find_current,
    find_current_name,
    get_current,
    list_releases,
    open_release,
    roll_back,
)
from graph.manifest import Dump, Input, Manifest
from graph.release import Release, check_release
from graph.release_build import ReleaseFacts, write_release

__all__ = [
    "Comparison",
    "Dump",
    "Input",
    "Manifest",
    "Release",
    "ReleaseFacts",
    "check_release",
    "compare_releases",
    "find_current",
    "find_current_name",
    "get_current",
    "list_releases",
    "open_release",
    "roll_back",
    "write_release",
]
