from __future__ import annotations

from dataclasses import replace

import pytest
from web_site import get_app

from graph.settings import Settings
from web.visitors import find_client


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(real_settings: Settings, address: str, client: str) -> None:
    with get_app(real_settings).test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert find_client() == client


@pytest.mark.parametrize(("proxies", "client"), [(0, "10.0.0.1"), (1, "198.51.100.3"), (2, "192.0.2.7")])
def test_forwarded_addresses_count_as_far_as_proxies_are_trusted(
    real_settings: Settings, proxies: int, client: str
) -> None:
    app = get_app(replace(real_settings, trusted_proxies=proxies))
    seen: list[str] = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append(find_client()))
    forwarded = {"X-Forwarded-For": "203.0.113.1, 192.0.2.7, 198.51.100.3"}
    app.test_client().get("/health", headers=forwarded, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert seen == [client]
