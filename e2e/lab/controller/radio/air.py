"""What the parts of the controller share: the way to the host, time, chance, faults and logs."""
from .faults import Faults
from .peers import ClassicPeer


class Air:
    def __init__(self, send, agenda, rng, trace, named_peers):
        self.send, self.agenda, self.rng, self.trace = send, agenda, rng, trace
        self.peers = named_peers
        self.faults = Faults()

    def classic(self, device):
        """The classic peer of this address that is in range, or None."""
        for peer in self.peers.values():
            if isinstance(peer, ClassicPeer) and peer.present and peer.address == device:
                return peer
        return None
