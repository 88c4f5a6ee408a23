"""Lets LE peers and floods advertise while somebody scans."""
from . import ad, address, peers
from .scanner import ADV_DELAY

FLOOD_DATA = ad.fit([ad.flags(0x1A), ad.field(ad.MANUFACTURER, bytes.fromhex("4c001005031c0a2b51"))], ad.LEGACY_LIMIT)


class Beacons:
    def __init__(self, air, scanner):
        self._air, self._scanner = air, scanner
        self._next = {}
        self._flood = None

    def arrive(self, peer, now):
        self._air.agenda.cancel(self._next.pop(peer.name, None))
        self._plan(peer, now + self._air.rng.uniform(0, peer.interval))

    def leave(self, peer):
        self._air.agenda.cancel(self._next.pop(peer.name, None))

    def _plan(self, peer, due):
        self._next[peer.name] = self._air.agenda.at(due, lambda now: self._advertise(peer, now))

    def _advertise(self, peer, now):
        # advDelay (Core vol 6 part B 4.4.2.2.1) keeps two peers from drowning each other for ever.
        self._plan(peer, now + peer.interval + self._air.rng.uniform(0, ADV_DELAY))
        device = peer.air_address(now, self._air.rng)
        if self._scanner.hears(now) and self._air.rng.random() >= peer.loss:
            rssi = peers.heard_rssi(peer, self._air.rng)
            self._scanner.advertised(now, device, peer.address_type, peer.pdu, peer.data, peer.scan_response, rssi)

    def flood(self, count, per_second, pool, now):
        """`count` advertisements at `per_second`, from `pool` addresses in turn, or 0: each its own."""
        self._air.agenda.cancel(self._flood)
        owners = [address.private(self._air.rng) for _ in range(pool)]
        self._flood = self._air.agenda.at(now, lambda due: self._pour(count, 1 / per_second, owners, due)) if count else None

    def _pour(self, left, gap, owners, now):
        device = owners[left % len(owners)] if owners else address.private(self._air.rng)
        rssi = self._air.rng.randint(-100, -50)
        self._scanner.advertised(now, device, address.RANDOM, peers.NONCONNECTABLE, FLOOD_DATA, None, rssi)
        self._flood = self._air.agenda.at(now + gap, lambda due: self._pour(left - 1, gap, owners, due)) if left > 1 else None
