"""What is outside the guest: an authority, a broker and a control station, all thrown away."""

import json
import os
import socket
import subprocess
import threading
import time

DEVICE = "lab-pi"
# What the host is called inside the guest.
HOST_IN_GUEST = "10.0.2.2"
EXTENSIONS = f"subjectAltName=IP:127.0.0.1,IP:{HOST_IN_GUEST}"

BROKER_CONF = """\
user root
listener {port} 127.0.0.1
cafile {folder}/ca.pem
certfile {folder}/broker.pem
keyfile {folder}/broker.key
allow_anonymous true
max_queued_messages 0
persistence false
"""

STATION_TOML = """\
[broker]
url = "mqtts://127.0.0.1:{port}"
ca-file = "{folder}/ca.pem"
"""


class Site:
    def __init__(self, checkout, folder, job):
        self.checkout = checkout
        self.folder = folder
        self.job = job
        self.port = free_port()
        self._processes = []

    def __enter__(self):
        self.folder.mkdir()
        self._certificates()
        (self.folder / "station.toml").write_text(
            STATION_TOML.format(port=self.port, folder=self.folder)
        )
        os.chmod(self.folder, 0o700)
        self.sealpost("key", "new", DEVICE, "--out", str(self.job / "psk"))
        (self.job / "ca.pem").write_bytes((self.folder / "ca.pem").read_bytes())
        conf = self.folder / "broker.conf"
        conf.write_text(BROKER_CONF.format(port=self.port, folder=self.folder))
        self._start("broker", [find_mosquitto(), "-c", str(conf)], subprocess.DEVNULL)
        watch = self._start("station", self._program("watch", "--json"), subprocess.PIPE)
        self.station = Station(watch.stdout, self.folder / "events.jsonl")
        return self

    def __exit__(self, *unused):
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def sealpost(self, *words):
        """Calls the control station; returns what it printed."""
        return subprocess.run(
            self._program(*words), check=True, stdout=subprocess.PIPE, timeout=60
        ).stdout.decode()

    def _program(self, *words):
        return [str(self.checkout / "deploy/sealpost"), *words, "--site", str(self.folder)]

    def _start(self, name, command, stdout):
        log = open(self.folder / f"{name}.log", "wb")
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=log)
        self._processes.append(process)
        return process

    def _certificates(self):
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        self._openssl("req", "-x509", *curve, "-subj", "/CN=Sealpost lab authority",
                      "-days", "2", "-keyout", "ca.key", "-out", "ca.pem")
        self._openssl("req", *curve, "-subj", "/CN=broker", "-keyout", "broker.key",
                      "-out", "broker.csr")
        (self.folder / "extensions").write_text(EXTENSIONS + "\n")
        self._openssl("x509", "-req", "-in", "broker.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                      "-CAcreateserial", "-days", "2", "-extfile", "extensions",
                      "-out", "broker.pem")

    def _openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


class Station:
    """The events that the station tells, each with the time it came by, "seen_at"."""

    def __init__(self, lines, log):
        self._changed = threading.Condition()
        self._events = []
        self._log = open(log, "w", encoding="utf-8")
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()

    def _read(self, lines):
        for line in lines:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            self._log.write(line.decode())
            self._log.flush()
            event["seen_at"] = time.monotonic()
            with self._changed:
                self._events.append(event)
                self._changed.notify_all()

    def mark(self):
        """A place in the events: only later ones count from there."""
        with self._changed:
            return len(self._events)

    def wait_for(self, wanted, timeout, since):
        """The first event from SINCE on for which WANTED is true; None after TIMEOUT seconds."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                while since < len(self._events):
                    if wanted(self._events[since]):
                        return self._events[since]
                    since += 1
                left = deadline - time.monotonic()
                if left <= 0:
                    return None
                self._changed.wait(left)

    def since(self, mark):
        with self._changed:
            return self._events[mark:]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def find_mosquitto():
    path = "/usr/sbin/mosquitto"
    return path if os.path.exists(path) else "mosquitto"
