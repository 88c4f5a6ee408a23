"""The one thread: waits for the kernel, for clients, and for what is due."""
import random
import selectors
import sys
import time

from . import control, vhci
from .agenda import Agenda
from .air import Air
from .controller import Controller
from .stage import Stage
from .trace import Trace

BATCH = 64


class Loop:
    def __init__(self, script, device, socket_path, reports, truth):
        start = time.monotonic()
        self._agenda, self._vhci = Agenda(), vhci.Vhci(device)
        self._selector, self._trace = selectors.DefaultSelector(), Trace(reports, truth, start)
        air = Air(self._vhci.send, self._agenda, random.Random(script.seed), self._trace, script.peers)
        self._controller = Controller(air, script, lambda op: print(f"no such command 0x{op:04X}", file=sys.stderr))
        self._stage = Stage(air, self._controller, self._plug)
        self._server = control.listen(socket_path)
        self._selector.register(self._server, selectors.EVENT_READ, self._accept)
        self._trace.happened(start, f"start {time.time():.3f}")
        self._stage.perform("plug", start)
        for peer in list(script.peers.values()):
            if peer.present:
                self._stage.perform(f"arrive {peer.name}", start)
        for seconds, line in script.timeline:
            self._agenda.at(start + seconds, lambda now, line=line: self._obey(line, now))

    def _plug(self, inserted):
        if self._vhci.is_open():
            self._selector.unregister(self._vhci)
            self._vhci.close()
        if inserted:
            self._vhci.open()
            self._selector.register(self._vhci, selectors.EVENT_READ, self._from_host)

    def _from_host(self, now):
        for _ in range(BATCH):
            packet = self._vhci.read() if self._vhci.is_open() else None
            if not packet:
                return
            self._controller.receive(packet, now)

    def _accept(self, now):
        connection, _ = self._server.accept()
        talk = control.Conversation(connection, lambda line: self._obey(line, time.monotonic()))
        self._selector.register(connection, selectors.EVENT_READ, lambda at: self._serve(talk))

    def _serve(self, talk):
        if not talk.serve():
            self._selector.unregister(talk.connection)
            talk.connection.close()

    def _obey(self, line, now):
        try:
            return self._stage.perform(line, now)
        except (ValueError, OSError) as wrong:
            print(f"{line.strip()}: {wrong}", file=sys.stderr)
            return f"error: {wrong}"

    def run(self):
        while True:
            due = self._agenda.due()
            wait = None if due is None else max(0, due - time.monotonic())
            for key, _ in self._selector.select(wait):
                key.data(time.monotonic())
            self._agenda.run(time.monotonic())
            self._trace.flush()
