"""What is outside the guest: a site of sealpost-provision, its broker and a control station, all thrown
away."""

import json
import os
import re
import socket
import subprocess
import threading
import time

DEVICE = "lab-pi"
# What the host is called inside the guest, and here.
HOST_IN_GUEST = "10.0.2.2"
HOST = "127.0.0.1"
# Nobody else reaches it there.
ADDRESS = '[broker]\naddress = "127.0.0.1"'


class Site:
    """SENSORS end the device's device.toml; what streams it has the broker must know before."""

    def __init__(self, checkout, folder, job, sensors):
        self.checkout = checkout
        self.folder = folder
        self.job = job
        self.sensors = sensors
        self.port = free_port()
        self._passphrase = folder.parent / "passphrase"
        self._processes = []

    def __enter__(self):
        self._passphrase.touch(0o600)
        self._passphrase.write_text(os.urandom(12).hex() + "\n")
        hosts = ["--host", HOST_IN_GUEST, "--host", HOST]
        self._provision("init", str(self.folder), *hosts, "--port", str(self.port))
        edit(self.folder / "site.toml", "[broker]", ADDRESS)
        streams = re.findall(r'^stream = "(.*)"', self.sensors.read_text(), re.MULTILINE)
        edit(self.folder / "site.toml", "streams = [", f"streams = {json.dumps(streams)[:-1]}, ")
        edit(self.folder / "station/station.toml", HOST_IN_GUEST, HOST)
        self._provision("broker", "--site", str(self.folder))
        conf = self.folder / "broker/mosquitto.conf"
        self._start("broker", [find_mosquitto(), "-c", str(conf)], subprocess.DEVNULL)
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

    def bundle(self):
        """The script that the device runs at its first boot, in the job.

        From then on there is somebody to watch.
        """
        self._provision("device", DEVICE, "--bundle", str(self.job / "provision.sh"),
                        "--sensors", str(self.sensors), "--site", str(self.folder))
        watch = self._start("station", self._program("watch", "--json"), subprocess.PIPE)
        self.station = Station(watch.stdout, self.folder / "events.jsonl")

    def _provision(self, *words):
        done = subprocess.run(
            [str(self.checkout / "deploy/provision"), *words],
            env=dict(os.environ, SEALPOST_CA_PASSPHRASE_FILE=str(self._passphrase)),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=300, check=False,
        )
        if done.returncode != 0:
            raise OSError(f"provision {words[0]} ended with {done.returncode}: {done.stdout.decode()}")

    def _program(self, *words):
        site = str(self.folder / "station")
        return [str(self.checkout / "deploy/sealpost"), *words, "--site", site]

    def _start(self, name, command, stdout):
        log = open(self.folder / f"{name}.log", "wb")
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=log)
        self._processes.append(process)
        return process


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


def edit(file, old, new):
    text = file.read_text()
    if old not in text:
        raise OSError(f"{file} has no {old} in it")
    file.write_text(text.replace(old, new, 1))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def find_mosquitto():
    path = "/usr/sbin/mosquitto"
    return path if os.path.exists(path) else "mosquitto"
