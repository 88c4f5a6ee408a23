"""Reads a lab script (TOML): the adapter, its peers, and what happens when. See the README."""
import tomllib
from dataclasses import dataclass

from . import ad, address, peers

_PDUS = {"ind": peers.IND, "scan": peers.SCANNABLE, "nonconn": peers.NONCONNECTABLE}
_COMMON = {"name", "kind", "address", "local-name", "rssi", "noise-db", "present"}
_LE = _COMMON | {"address-type", "irk", "rotate-s", "interval-ms", "loss", "pdu", "flags", "ibeacon", "eddystone",
                 "data", "scan-response-name"}
_CLASSIC = _COMMON | {"class", "discoverable", "page-ms"}


@dataclass
class Script:
    seed: int
    address: bytes
    duplicate_slots: int
    peers: dict
    timeline: list


def _known(table, keys, what):
    for key in table:
        if key not in keys:
            raise ValueError(f"{what} has an unknown key {key!r}; known: {', '.join(sorted(keys))}")


def _advertising(table):
    fields = [ad.flags(table["flags"])] if "flags" in table else [ad.flags(0x06)]
    if "data" in table:
        return ad.fit([bytes.fromhex(table["data"])], ad.LEGACY_LIMIT)
    if "ibeacon" in table:
        beacon = table["ibeacon"]
        fields.append(ad.ibeacon(beacon["uuid"], beacon["major"], beacon["minor"], beacon.get("tx", -59)))
    if "eddystone" in table:
        beacon = table["eddystone"]
        fields.append(ad.eddystone_uid(beacon["namespace"], beacon["instance"], beacon.get("tx", -20)))
    if "local-name" in table:
        fields.append(ad.name(table["local-name"]))
    return ad.fit(fields, ad.LEGACY_LIMIT)


def _le(table):
    _known(table, _LE, f"LE peer {table['name']!r}")
    irk = bytes.fromhex(table["irk"]) if "irk" in table else None
    response = ad.fit([ad.name(table["scan-response-name"])], ad.LEGACY_LIMIT) if "scan-response-name" in table else None
    kind = table.get("address-type", "random")
    if kind not in ("public", "random"):
        raise ValueError(f"address-type of {table['name']!r} is public or random, not {kind!r}")
    return peers.LePeer(
        name=table["name"],
        address=bytes(6) if irk else address.parse(table["address"]),
        address_type=address.PUBLIC if kind == "public" and not irk else address.RANDOM,
        data=_advertising(table), scan_response=response,
        pdu=_PDUS[table.get("pdu", "ind" if response is not None else "nonconn")],
        interval=table.get("interval-ms", 1000) / 1000, rssi=table.get("rssi", -60),
        noise=table.get("noise-db", 0), loss=table.get("loss", 0), irk=irk, rotate=table.get("rotate-s", 900),
        present=table.get("present", False))


def _classic(table):
    _known(table, _CLASSIC, f"classic peer {table['name']!r}")
    return peers.ClassicPeer(
        name=table["name"], address=address.parse(table["address"]), device_class=table.get("class", 0x5A020C),
        local_name=table.get("local-name", table["name"]), discoverable=table.get("discoverable", False),
        page=table.get("page-ms", 600) / 1000, rssi=table.get("rssi", -60), noise=table.get("noise-db", 0),
        present=table.get("present", False))


def _peer(table):
    kinds = {"le": _le, "classic": _classic}
    name = table.get("name")
    if not name:
        raise ValueError(f"a peer has no name; it has: {', '.join(sorted(table)) or 'nothing'}")
    if table.get("kind") not in kinds:
        raise ValueError(f"kind of peer {name!r} is le or classic, not {table.get('kind')!r}")
    if "address" not in table and "irk" not in table:
        raise ValueError(f"peer {name!r} has no address")
    return kinds[table["kind"]](table)


def _moment(line):
    seconds, _, command = line.partition(" ")
    return float(seconds), command


def parse(text):
    root = tomllib.loads(text)
    _known(root, {"seed", "adapter", "peer", "timeline"}, "the script")
    adapter = root.get("adapter", {})
    _known(adapter, {"address", "duplicate-slots"}, "adapter")
    made = [_peer(table) for table in root.get("peer", [])]
    named = {peer.name: peer for peer in made}
    if len(named) != len(made):
        raise ValueError("two peers have the same name")
    return Script(root.get("seed", 1), address.parse(adapter.get("address", "00:1A:7D:DA:71:11")),
                  adapter.get("duplicate-slots", 64), named, [_moment(line) for line in root.get("timeline", [])])
