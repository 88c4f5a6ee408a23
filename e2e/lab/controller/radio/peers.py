"""Devices that may be in range."""
from dataclasses import dataclass
from typing import Optional

from . import address as addresses

IND, SCANNABLE, NONCONNECTABLE = 0x00, 0x02, 0x03  # event types of a report (Core vol 4 part E 7.7.65.2)
UNKNOWN_RSSI = 127


@dataclass
class LePeer:
    """A device that advertises every `interval` seconds; `loss`: part of its packets nobody hears."""

    name: str
    address: bytes
    address_type: int
    data: bytes
    scan_response: Optional[bytes]
    pdu: int
    interval: float
    rssi: int
    noise: float
    loss: float
    irk: Optional[bytes]
    rotate: float
    present: bool = False
    rotated: float = float("-inf")

    def air_address(self, now, rng):
        """The address at this moment; one with an IRK takes a fresh address every `rotate` seconds."""
        if self.irk is not None and now - self.rotated >= self.rotate:
            self.address, self.rotated = addresses.resolvable(self.irk, rng), now
        return self.address


@dataclass
class ClassicPeer:
    """A device that answers pages after `page` seconds, and inquiries if it is discoverable."""

    name: str
    address: bytes
    device_class: int
    local_name: str
    discoverable: bool
    page: float
    rssi: int
    noise: float
    present: bool = False


def heard_rssi(peer, rng):
    """One measurement in dBm, -127 to 20; a peer at 127, "unknown" in HCI, stays there."""
    if peer.rssi == UNKNOWN_RSSI:
        return UNKNOWN_RSSI
    return max(-127, min(20, round(rng.gauss(peer.rssi, peer.noise))))
