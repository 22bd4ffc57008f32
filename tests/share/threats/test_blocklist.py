"""What is safe to block by itself, and why each of the rest is out."""

from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.share.threats.blocklist import NOT_BLOCKED, blocklist
from sulh.share.threats.blocklist_files import plain_list, rpz_zone

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def indicator(pattern, **more):
    return {
        "type": "indicator",
        "id": "indicator--1",
        "pattern": pattern,
        "pattern_type": "stix",
        "valid_from": "2024-05-01T00:00:00Z",
    } | more


def why(pattern, **more):
    """Return the reasons why a pattern is out, and what is listed of it."""
    blocked = blocklist(
        [indicator(pattern, **more)],
        moment=NOW,
        own=frozenset({"mission.example", "93.184.216.0/24"}),
    )
    return [each.why for each in blocked.out], plain_list(blocked).split()


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[ipv4-addr:value = '10.0.0.5']", "inner"),
        ("[ipv4-addr:value = '192.168.1.0/24']", "inner"),
        ("[ipv4-addr:value = '127.0.0.1']", "inner"),
        ("[ipv4-addr:value = '169.254.169.254']", "inner"),
        ("[ipv4-addr:value = '224.0.0.1']", "inner"),
        ("[ipv4-addr:value = '0.0.0.0/0']", "inner"),
        ("[ipv4-addr:value = '45.0.0.0/8']", "too-wide"),
        ("[ipv4-addr:value = '8.8.8.8']", "shared"),
        ("[ipv4-addr:value = '93.184.216.34']", "own"),
        ("[ipv6-addr:value = 'fe80::1']", "inner"),
        ("[ipv6-addr:value = '::ffff:10.0.0.1']", "inner"),
        ("[ipv6-addr:value = '::10.0.0.1']", "inner"),
        ("[ipv6-addr:value = '2002:a00:1::/48']", "inner"),
        ("[ipv6-addr:value = '2002:808:808::1']", "shared"),
        ("[ipv6-addr:value = '2002:5db8:d822::1']", "own"),
        ("[ipv6-addr:value = '2002::/16']", "too-wide"),
        ("[ipv6-addr:value = '64:ff9b:1::2d09:909']", "inner"),
        ("[ipv6-addr:value = '2001:4860:4860::8888']", "shared"),
        ("[ipv4-addr:value = '1.2.3']", "unusable"),
        ("[domain-name:value = 'drive.google.com']", "shared"),
        ("[domain-name:value = 'GOOGLE.com.']", "shared"),
        ("[domain-name:value = 'www.unhcr.org']", "shared"),
        ("[domain-name:value = 'github.io']", "shared"),
        ("[domain-name:value = 'windows.net']", "shared"),
        ("[domain-name:value = 'com']", "unusable"),
        ("[domain-name:value = 'co.uk']", "too-wide"),
        ("[domain-name:value = 'printer.local']", "inner"),
        ("[domain-name:value = 'mail.mission.example']", "own"),
        ("[url:value = 'https://bad.example/x']", "unusable"),
        ("[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']", "unusable"),
        ("[domain-name:value LIKE '%.example']", "unusable"),
        ("[domain-name:value = 'a.example' AND ipv4-addr:value = '45.9.9.9']", "conjunction"),
        (
            "[domain-name:value = 'a.example'] FOLLOWEDBY [ipv4-addr:value = '45.9.9.9']",
            "conjunction",
        ),
        ("[domain-name:value != 'a.example']", "conjunction"),
        (
            "[domain-name:value = 'a.example'" + " " * 30_000 + "AND url:value = 'http://a']",
            "conjunction",
        ),
        ("[domain-name:value = 'a.example' /* ' */ AND url:value = 'u' /* ' */]", "unusable"),
        ("[domain-name:value IN ('a.example') OR domain-name:value = 'b.example']", "unusable"),
        ("[domain-name:value = 'a.example' OR network-traffic:dst_port = 443]", "unusable"),
        ("[ipv6-addr:value = '2a01:4f8::1%x\ngoogle.com']", "unusable"),
        ("[ipv6-addr:value = '::ffff:45.0.0.0/100']", "too-wide"),
        ("[ipv6-addr:value = '64:ff9b::8.8.8.8']", "shared"),
        (f"[domain-name:value = '{'a.' * 100}example']", "unusable"),
        ("[" + "a" * 200_000 + "]", "unusable"),
    ],
)
def test_out(pattern, reason):
    assert why(pattern) == ([reason], [])
    assert reason in NOT_BLOCKED


@pytest.mark.parametrize("own", ["Mission.Example", "mission.example.", " mission.example"])
def test_what_is_own_is_so_however_it_is_written(own):
    pattern = "[domain-name:value = 'mail.mission.example']"
    blocked = blocklist([indicator(pattern)], moment=NOW, own=frozenset({own}))
    assert [each.why for each in blocked.out] == ["own"]


@pytest.mark.parametrize(
    "own", ["https://mission.example", "93.184.216.0/33 ", "müller.example", ""]
)
def test_what_is_own_and_protects_nothing_is_refused(own):
    with pytest.raises(InputError, match="neither a domain name nor a network"):
        blocklist([], moment=NOW, own=frozenset({own}))


def test_an_object_of_another_program_is_no_crash():
    """Records of other sites are not held against the standard: any property may be of any type."""
    names = (
        "valid_from",
        "valid_until",
        "indicator_types",
        "confidence",
        "revoked",
        "pattern_type",
    )
    for name in names:
        for value in (None, 5, -1.5, "x", [], [5], {}, True):
            why("[domain-name:value = 'a.example']", **{name: value})


def test_listed():
    assert why("[domain-name:value = 'Bad.Example']") == ([], ["bad.example"])
    assert why("[domain-name:value = 'stranger.github.io']") == ([], ["stranger.github.io"])
    assert why("[domain-name:value = 'a.example'] OR [ipv4-addr:value = '45.9.9.9']") == (
        [],
        ["a.example", "45.9.9.9"],
    )
    assert why("[ipv4-addr:value = '45.9.9.0/24']") == ([], ["45.9.9.0/24"])
    assert why("[domain-name:value = 'and-not.example']") == ([], ["and-not.example"])


def test_only_while_it_holds():
    pattern = "[domain-name:value = 'a.example']"
    assert why(pattern, valid_until="2024-06-01T00:00:00Z")[0] == ["expired"]
    assert why(pattern, valid_until="2024-06-01T00:00:01Z")[1] == ["a.example"]
    assert why(pattern, valid_from="2024-06-02T00:00:00Z")[0] == ["not-yet"]
    assert why(pattern, revoked=True)[0] == ["revoked"]
    assert why(pattern, indicator_types=["benign"])[0] == ["unsure"]
    assert why(pattern, pattern_type="sigma")[0] == ["unusable"]
    low = blocklist([indicator(pattern, confidence=20)], moment=NOW, confidence_min=30)
    assert [each.why for each in low.out] == ["unsure"]


def test_a_response_policy_zone():
    """Names with all below them, addresses in answers, as the draft writes them."""
    blocked = blocklist(
        [
            indicator("[domain-name:value = 'bad.example']"),
            indicator("[ipv4-addr:value = '45.9.8.0/24']"),
            indicator("[ipv6-addr:value = '2a01:4f8::57:0:1']"),
        ],
        moment=NOW,
    )
    assert rpz_zone(blocked, serial=2024060100).splitlines() == [
        "$TTL 300",
        "@ SOA localhost. hostmaster.localhost. 2024060100 3600 600 86400 300",
        "@ NS localhost.",
        "bad.example CNAME .",
        "*.bad.example CNAME .",
        "24.0.8.9.45.rpz-ip CNAME .",
        "128.1.0.57.zz.4f8.2a01.rpz-ip CNAME .",
    ]


@given(st.ip_addresses())
def test_no_address_that_is_not_public_is_ever_listed(address):
    kind = f"ipv{address.version}-addr"
    _, listed = why(f"[{kind}:value = '{address}']")
    assert all(ip_address(each).is_global for each in listed)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=20))
def test_whatever_a_pattern_holds_each_line_is_one_name_or_network(text, value, zone):
    """No pattern can write a line of its own into a zone."""
    patterns = (
        text,
        f"[domain-name:value = '{value}']",
        f"[ipv4-addr:value = '{value}']",
        f"[ipv6-addr:value = '2a01:4f8::1%{zone}']",
    )
    blocked = blocklist([indicator(each) for each in patterns], moment=NOW)
    for line in plain_list(blocked).splitlines():
        assert line.isascii()
        assert line.split() == [line]
        assert not set(line) & set('$@;"()')
