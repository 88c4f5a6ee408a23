"""What a script or a person at the control socket can make happen, one line at a time."""
import inspect
import json

from .peers import ClassicPeer, LePeer


class Stage:
    """`plug`: called with True or False when the radio is plugged in or pulled out."""

    def __init__(self, air, controller, plug):
        self._air, self._controller, self._plug = air, controller, plug
        self.plugged = False
        self._verbs = {"arrive": self._arrive, "leave": self._leave, "rssi": self._rssi, "stall": self._stall,
                       "hang": self._hang, "nak": self._nak, "flood": self._flood, "unplug": self._unplug,
                       "plug": self._plug_in, "discoverable": self._discoverable, "status": self._status}

    def perform(self, line, now):
        """Does one line and returns the answer; raises ValueError, saying what is wrong."""
        verb, *words = line.split()
        if verb not in self._verbs:
            raise ValueError(f"there is no {verb!r}; there is: {', '.join(sorted(self._verbs))}")
        action = self._verbs[verb]
        try:
            inspect.signature(action).bind(now, *words)
        except TypeError:
            raise ValueError(f"{verb} does not take {len(words)} words; see the README") from None
        answer = action(now, *words)
        if verb != "status":
            self._air.trace.happened(now, line.strip())
        return answer or "ok"

    def _peer(self, name):
        if name not in self._air.peers:
            raise ValueError(f"there is no peer {name!r}; there is: {', '.join(sorted(self._air.peers)) or 'none'}")
        return self._air.peers[name]

    def _arrive(self, now, name):
        peer = self._peer(name)
        peer.present = True
        if isinstance(peer, LePeer):
            self._controller.beacons.arrive(peer, now)

    def _leave(self, now, name):
        peer = self._peer(name)
        peer.present = False
        if isinstance(peer, LePeer):
            self._controller.beacons.leave(peer)
        else:
            self._controller.links.left(peer, now)

    def _rssi(self, now, name, level):
        self._peer(name).rssi = int(level)

    def _discoverable(self, now, name, switch):
        peer = self._peer(name)
        if not isinstance(peer, ClassicPeer):
            raise ValueError(f"{name} is no classic peer: only those can be discoverable")
        peer.discoverable = _on(switch)

    def _stall(self, now, until):
        self._air.faults.stall(until)

    def _hang(self, now, switch):
        self._air.faults.hung = _on(switch)

    def _nak(self, now, group, times="1"):
        self._air.faults.refuse(group, int(times))

    def _flood(self, now, count, per_second="100", pool="0"):
        rate = float(per_second)
        if rate <= 0:
            raise ValueError(f"a flood needs more than 0 advertisements a second, not {per_second}")
        self._controller.beacons.flood(int(count), rate, int(pool), now)

    def _unplug(self, now):
        self._plug(False)
        self.plugged = False

    def _plug_in(self, now):
        self._controller.power_on()
        self._plug(True)
        self.plugged = True

    def _status(self, now):
        return json.dumps({
            "plugged": self.plugged, "present": sorted(p.name for p in self._air.peers.values() if p.present),
            "scan": self._controller.scanner.describe(), "inquiry": self._controller.inquirer.active(),
            "stall": self._air.faults.stalled, "hung": self._air.faults.hung, "reported": self._air.trace.count})


def _on(word):
    if word not in ("on", "off"):
        raise ValueError(f"a switch is on or off, not {word!r}")
    return word == "on"
