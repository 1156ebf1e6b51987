"""Security headers: every answer has them, and no page needs an exception.

Scripts and styles come from this server's own files. The one inline script, in the template of GOV.UK Frontend, is
allowed by its hash: a nonce cannot live with caching, because after a 304 the browser checks the old page against the
new answer's policy.
"""

from __future__ import annotations

import base64
import hashlib
import re

from flask import Flask, Response

_INLINE_SCRIPT = re.compile(r"<script[^>]*>(?P<code>[^<]+)</script>")
_TEMPLATE = "govuk_frontend_jinja/template.html"


def add_security_headers(app: Flask) -> None:
    """Set the headers on every answer of ``app``, errors and files included."""
    headers = make_headers(hash_inline_scripts(app))

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response


def make_headers(script_hashes: tuple[str, ...]) -> dict[str, str]:
    """Return the headers; each hash is written as ``sha256-…``."""
    scripts = " ".join(["'self'", *(f"'{each}'" for each in script_hashes)])
    policy = [
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def hash_inline_scripts(app: Flask) -> tuple[str, ...]:
    """Return the hash of each inline script of the template that all pages extend."""
    loader = app.jinja_env.loader
    source = loader.get_source(app.jinja_env, _TEMPLATE)[0] if loader else ""
    return tuple(
        "sha256-" + base64.b64encode(hashlib.sha256(match["code"].encode()).digest()).decode()
        for match in _INLINE_SCRIPT.finditer(source)
    )
