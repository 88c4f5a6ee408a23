"""The running guest: starts it, runs commands in it, stops it."""

import json
import queue
import socket
import subprocess
import threading
import time

# Booting takes half a minute on a machine that does nothing else.
UP_S = 900
LINES_OF_CONSOLE = 30


class GuestError(Exception):
    """The guest did not do what every guest does."""


class Guest:
    def __init__(self, machine):
        self.machine = machine
        self._process = None
        self._socket = None
        self._lock = threading.Lock()
        self._last = 0
        self._up = threading.Event()
        # By the number of the request; the reader thread fills it.
        self._answers = {}

    def __enter__(self):
        self.machine.prepare()
        log = open(self.machine.work / "qemu.log", "wb")
        self._process = subprocess.Popen(
            self.machine.command(),
            env=self.machine.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *unused):
        self.stop()

    def stop(self):
        """Pulls the plug: nothing in the guest is worth keeping."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def wait_until_up(self):
        deadline = time.monotonic() + UP_S
        while not self._up.wait(1):
            self._check_alive()
            if time.monotonic() > deadline:
                raise GuestError(f"the guest is not up after {UP_S} s:\n{self.console_tail()}")

    def reboot(self):
        """Until it is up again."""
        self._up.clear()
        with self._lock:
            self._send(0, "systemctl reboot")
        self.wait_until_up()

    def run(self, command, timeout=60):
        """What COMMAND printed; GuestError if it failed."""
        code, out = self.try_run(command, timeout)
        if code != 0:
            raise GuestError(f"in the guest, \"{command}\" ended with {code}:\n{out}")
        return out

    def try_run(self, command, timeout=60):
        """The exit code of a shell command run as root, and what it printed."""
        with self._lock:
            self._last += 1
            number = self._last
            answer = self._answers[number] = queue.Queue()
            self._send(number, command)
        deadline = time.monotonic() + timeout
        while True:
            try:
                found = answer.get(timeout=1)
                return found["code"], found["out"]
            except queue.Empty:
                self._check_alive()
                if time.monotonic() > deadline:
                    raise GuestError(f"in the guest, \"{command}\" takes more than {timeout} s")

    def _send(self, number, command):
        self._socket.sendall(json.dumps({"id": number, "run": command}).encode() + b"\n")

    def monitor(self, execute, **arguments):
        """One command of QEMU's monitor."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.machine.monitor))
            lines = connection.makefile("rwb", buffering=0)
            lines.readline()
            self._monitor_call(lines, {"execute": "qmp_capabilities"})
            return self._monitor_call(lines, {"execute": execute, "arguments": arguments})

    def _monitor_call(self, lines, request):
        lines.write(json.dumps(request).encode() + b"\n")
        answer = json.loads(lines.readline())
        while "event" in answer:
            answer = json.loads(lines.readline())
        if "error" in answer:
            raise GuestError(f"QEMU refuses {request}: {answer['error']['desc']}")
        return answer["return"]

    def console_tail(self):
        try:
            text = self.machine.console_log.read_text(errors="replace")
        except OSError:
            return "(no console)"
        return "\n".join(text.splitlines()[-LINES_OF_CONSOLE:])

    def _check_alive(self):
        if self._process.poll() is not None:
            log = (self.machine.work / "qemu.log").read_text(errors="replace")
            raise GuestError(f"QEMU ended with {self._process.returncode}:\n{log}\n{self.console_tail()}")

    def _read(self):
        # It connects anew when it has booted again.
        while True:
            connection, _ = self.machine.listener.accept()
            try:
                self._hear(connection)
            except OSError:
                # The machine was switched off in the middle of a word.
                continue

    def _hear(self, connection):
        for line in connection.makefile("rb"):
            answer = json.loads(line)
            # A request has a number of its own; the guest says 0 when it is up.
            if "code" not in answer:
                self._socket = connection
                self._up.set()
            elif answer["id"] in self._answers:
                self._answers.pop(answer["id"]).put(answer)
