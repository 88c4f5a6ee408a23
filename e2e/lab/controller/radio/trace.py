"""Two CSV logs, in milliseconds since the start: what was reported, and what really happened."""
from . import address


class Trace:
    """`reports`: t_ms,radio,address,rssi. `truth`: t_ms,event, to be compared with what was concluded."""

    def __init__(self, reports, truth, start):
        self._reports, self._truth, self._start = reports, truth, start
        self.count = 0
        reports.write("t_ms,radio,address,rssi\n")
        truth.write("t_ms,event\n")

    def _ms(self, now):
        return round((now - self._start) * 1000)

    def reported(self, now, radio, device, rssi):
        self.count += 1
        self._reports.write(f"{self._ms(now)},{radio},{address.show(device)},{rssi}\n")

    def happened(self, now, event):
        self._truth.write(f"{self._ms(now)},{event}\n")

    def flush(self):
        self._reports.flush()
        self._truth.flush()
