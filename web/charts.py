"""Charts drawn from Vega-Lite specifications, and from those of Vega where it can do more, as SVG and PNG.

The converter runs in this process and is asked with data only, never with an address: it would fetch it. It hangs in a
process that forks after its first use, so nothing here may run before the visitors' workers have started.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

Spec = Mapping[str, object]
"""A Vega-Lite or Vega specification, or a part of one."""

VEGA_LITE = "6.4"
"""The version of Vega-Lite that specifications are written for; the converter carries several."""

VEGA = "/schema/vega/"
"""What stands in the ``$schema`` of a specification of Vega."""

MOST_CHARTS = 512
"""Drawn charts that are kept."""

FONT = "Arial, Liberation Sans, sans-serif"
INK, SOFT, GRID = "#1b2a3d", "#47566a", "#e4dac2"

CONFIG: Spec = {
    "font": FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": SOFT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": SOFT,
        "tickColor": SOFT,
    },
}
"""The look of every chart."""

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
"""What a chart can be drawn as: the end of its address and the media type."""


def draw_chart(spec: Spec, form: str) -> bytes:
    """Return the picture of a specification; ``form`` is a key of ``MEDIA_TYPES``.

    The same specification is drawn once. PNG has two pixels for each unit of the specification.

    Raises:
        ValueError: when the specification is none.
    """
    return _draw(json.dumps({**spec, "config": CONFIG}, sort_keys=True), form)


@lru_cache(maxsize=MOST_CHARTS)
def _draw(spec: str, form: str) -> bytes:
    import vl_convert  # noqa: PLC0415 - it starts a JavaScript engine, which no page without a chart should wait for

    is_vega, is_png = VEGA in json.loads(spec).get("$schema", ""), form == "png"
    if is_vega:
        drawn = vl_convert.vega_to_png(spec, scale=2) if is_png else vl_convert.vega_to_svg(spec)
    elif is_png:
        drawn = vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=2)
    else:
        drawn = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return drawn if isinstance(drawn, bytes) else drawn.encode()
