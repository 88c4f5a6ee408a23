"""A controller on a clock that the test sets, with everything it sent to the host."""
import io
import random

from radio import hci, script
from radio.agenda import Agenda
from radio.air import Air
from radio.controller import Controller
from radio.stage import Stage
from radio.trace import Trace

PEERS = """
[adapter]
duplicate-slots = 4
[[peer]]
name = "keys"
kind = "le"
address = "C4:7C:8D:60:11:01"
interval-ms = 100
rssi = -60
[[peer]]
name = "bag"
kind = "le"
address = "24:0A:C4:00:00:02"
address-type = "public"
interval-ms = 100
scan-response-name = "Bag"
[[peer]]
name = "phone"
kind = "le"
irk = "ec0234a357c8ad05341010a60a397d9b"
rotate-s = 60
interval-ms = 100
[[peer]]
name = "anna"
kind = "classic"
address = "5C:F3:70:00:00:0A"
discoverable = true
rssi = -50
page-ms = 500
"""

SCAN_PARAMETERS, SCAN_ENABLE = hci.opcode(8, 0x000B), hci.opcode(8, 0x000C)
ANNA = bytes.fromhex("0a000070f35c")


class Bench:
    def __init__(self, text=PEERS):
        self.sent, self.unknown, self.now, self.plugs = [], [], 0.0, []
        self.reports, self.truth = io.StringIO(), io.StringIO()
        read = script.parse(text)
        self.agenda = Agenda()
        trace = Trace(self.reports, self.truth, 0.0)
        air = Air(self.sent.append, self.agenda, random.Random(1), trace, read.peers)
        self.controller = Controller(air, read, self.unknown.append)
        self.stage = Stage(air, self.controller, self.plugs.append)

    def tell(self, line):
        return self.stage.perform(line, self.now)

    def command(self, op, parameters=b""):
        """Sends a command; returns what was answered at once."""
        before = len(self.sent)
        packet = bytes([hci.COMMAND]) + op.to_bytes(2, "little") + bytes([len(parameters)]) + parameters
        self.controller.receive(packet, self.now)
        return self.sent[before:]

    def scan(self, active=False, window=0x10, interval=0x10, duplicates=False, policy=0):
        self.command(SCAN_PARAMETERS, bytes([active]) + interval.to_bytes(2, "little")
                     + window.to_bytes(2, "little") + bytes([0, policy]))
        self.command(SCAN_ENABLE, bytes([1, not duplicates]))

    def stop_scan(self):
        self.command(SCAN_ENABLE, b"\0\0")

    def run(self, seconds):
        """Lets time pass; returns the events of that time."""
        before = len(self.sent)
        self.now += seconds
        self.agenda.run(self.now)
        return self.sent[before:]

    def events(self, seconds, code):
        return [packet for packet in self.run(seconds) if packet[0] == hci.EVENT and packet[1] == code]

    def adverts(self, seconds):
        """LE reports of that time as (event type, address, rssi)."""
        return [(e[5], e[12:6:-1], int.from_bytes(e[-1:], "little", signed=True)) for e in self.events(seconds, 0x3E)]
