from __future__ import annotations

import pytest

from cleaner.fetch.addresses import why_refused


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1",
        "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "192.88.99.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:93.184.215.14", "::ffff:0:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001::1",
        "2001:db8::1", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "100::1", "5f00::1", "4000::1", "not-an-address",
    ],
)  # fmt: skip
def test_no_page_comes_from_an_address_that_is_not_public(address):
    assert why_refused(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:21f::1", "2a00:1450:4001::8a"],
)
def test_public_addresses_pass(address):
    assert why_refused(address) is None


def test_forms_that_python_takes_for_public_or_harmless_are_refused_by_name():
    assert why_refused("64:ff9b::7f00:1") == "a NAT64 address"
    assert why_refused("::ffff:127.0.0.1") == "an IPv4-mapped address"
