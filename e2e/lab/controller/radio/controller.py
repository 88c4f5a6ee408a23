"""The controller: commands in, events out. It reads no clock and does no input or output itself."""
from . import hci
from .beacons import Beacons
from .inquiry import Inquirer
from .le_links import LeLinks
from .links import Links
from .registers import Registers
from .scanner import Scanner

RESET = hci.opcode(3, 0x0003)


class Controller:
    """`air`: what its parts share; `unknown`: told the opcode of each command it does not have."""

    def __init__(self, air, script, unknown):
        self._air, self._unknown = air, unknown
        self.scanner = Scanner(air, script.duplicate_slots)
        self.beacons = Beacons(air, self.scanner)
        self.inquirer = Inquirer(air)
        self.links = Links(air)
        self._parts = [self.scanner, self.inquirer, self.links, LeLinks(air), Registers(air, script.address)]
        self._handlers = {RESET: self._reset}
        for part in self._parts:
            self._handlers |= part.handlers()

    def receive(self, packet, now):
        """Takes one H4 packet from the host."""
        if packet[0] == hci.ACL:
            self.links.acl(packet)
        elif packet[0] == hci.COMMAND:
            self._command(*hci.parse_command(packet), now)

    def _command(self, op, parameters, now):
        if self._air.faults.hung:
            return
        handler = self._handlers.get(op)
        if handler is None:
            self._unknown(op)
            self._air.send(hci.status(op, hci.UNKNOWN_COMMAND))
        elif self._air.faults.refuses(op):
            refusal = hci.complete(op, bytes([hci.DISALLOWED])) if op >> 10 != 1 else hci.status(op, hci.DISALLOWED)
            self._air.send(refusal)
        else:
            handler(op, parameters, now)

    def _reset(self, op, parameters, now):
        self.power_on()
        self._air.faults.ended_by("reset")
        self._air.send(hci.complete(op, bytes([hci.OK])))

    def power_on(self):
        """Forgets what the host had set; who is in range stays there."""
        for part in self._parts:
            part.reset()
