"""What is broken at the moment."""
from . import hci

GROUPS = {
    "scan": (hci.opcode(8, 0x000C),),
    "inquiry": (hci.opcode(1, 0x0001),),
    "connect": (hci.opcode(1, 0x0005),),
    "reset": (hci.opcode(3, 0x0003),),
}


class Faults:
    """`stalled`: off, or what ends a stall: on (only `stall off`), restart (the next LE Set Scan
    Enable or Inquiry), reset (HCI Reset, which powering the adapter off and on sends)."""

    STALLS = ("off", "on", "restart", "reset")

    def __init__(self):
        self.stalled = "off"
        self.hung = False
        self._refusals = {}

    def stall(self, until):
        if until not in self.STALLS:
            raise ValueError(f"stall takes {', '.join(self.STALLS)}, not {until!r}")
        self.stalled = until

    def ended_by(self, what):
        if self.stalled == what:
            self.stalled = "off"

    def deaf(self):
        return self.stalled != "off" or self.hung

    def refuse(self, group, times):
        """Refuses the next `times` commands of a group with "command disallowed"; 0 ends it."""
        if group not in GROUPS:
            raise ValueError(f"nak takes {', '.join(GROUPS)}, not {group!r}")
        for op in GROUPS[group]:
            self._refusals[op] = times

    def refuses(self, op):
        left = self._refusals.get(op, 0)
        if left:
            self._refusals[op] = left - 1
        return left > 0
