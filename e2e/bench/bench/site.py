"""A throw-away site: authority, broker, two users, the agent's and the script's files."""

import base64
import os
import pathlib
import queue
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEER = pathlib.Path(__file__).resolve().parents[1] / "peer.py"
PYTHON = "/usr/bin/python3"
AGENT = "agent"
TOPICS = {AGENT: "sealpost/agent/temperature", "peer": "sealpost/peer/temperature"}
PATIENCE = 30


class NotMeasured(Exception):
    """Why there is no figure."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def launcher(wanted):
    """The agent to measure: the one that was named, the installed one, this checkout's."""
    candidates = [wanted] if wanted else ["/usr/bin/sealpost-device", ROOT / "deploy/sealpost-device"]
    for candidate in candidates:
        if os.access(candidate, os.X_OK):
            return str(candidate)
    raise NotMeasured(f"no agent: {candidates[-1]} cannot be run")


class Lines:
    """The lines that a process prints, each with the moment at which it came."""

    def __init__(self, stream):
        self._lines = queue.Queue()
        self._stream = stream
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._stream:
            self._lines.put((time.monotonic(), line.rstrip("\n")))

    def next(self, deadline):
        """The next line and its moment; None once the deadline is over."""
        try:
            return self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return None


class Site:
    """Open while it is measured; everything that it started ends with it."""

    def __init__(self, agent, seal, streams=("temperature",), interval="1s"):
        self.agent = launcher(agent)
        self.seal = seal
        self.streams = streams
        self.interval = interval
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sealpost-bench."))
        self.port = free_port()
        self._running = []

    def __enter__(self):
        try:
            self._certificates()
            self._files()
            self._broker()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        for process in reversed(self._running):
            self.stop(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name):
        """Starts the agent or the script, with what it prints in a file."""
        path = f"{self.folder / 'bin'}:{os.environ.get('PATH', os.defpath)}"
        environment = {**os.environ, "PATH": path}
        with open(self.folder / f"{name}.log", "ab") as log:
            return self._run(self._command(name), stdout=log, stderr=log, env=environment)

    def subscriber(self):
        """Prints a line with the topic for every message that reaches it."""
        command = ["mosquitto_sub", "-h", "127.0.0.1", "-p", str(self.port)]
        command += ["--cafile", self._path("ca.pem"), "-u", "reader", "-P", self._reader, "-q", "1"]
        for topic in TOPICS.values():
            command += ["-t", topic]
        process = self._run(command + ["-F", "%t"], stdout=subprocess.PIPE, text=True)
        return process, Lines(process.stdout)

    def stop(self, process):
        """Ends one of ours."""
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
        if process in self._running:
            self._running.remove(process)

    def log(self, name):
        """The last thing that a process said."""
        lines = (self.folder / f"{name}.log").read_text(errors="replace").splitlines()
        return lines[-1] if lines else "it said nothing"

    def _run(self, command, **options):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        self._running.append(process)
        return process

    def _command(self, name):
        if name == AGENT:
            return [self.agent, "run", "--config", self._path("device.toml")]
        files = [self._path(file) for file in ("ca.pem", "peer.password", "peer.key", "temp")]
        return [PYTHON, "-B", str(PEER), "127.0.0.1", str(self.port), *files, TOPICS[name]]

    def _path(self, name):
        return str(self.folder / name)

    def _secret(self, name, text):
        descriptor = os.open(self._path(name), os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text + "\n")
        return text

    def _openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def _certificates(self):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self._openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
                      "-subj", "/CN=Benchmark authority")
        self._openssl("req", *key, "-keyout", "broker.key", "-out", "broker.csr",
                      "-subj", "/CN=127.0.0.1")
        (self.folder / "names").write_text("subjectAltName=IP:127.0.0.1\n")
        self._openssl("x509", "-req", "-in", "broker.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                      "-CAcreateserial", "-out", "broker.pem", "-days", "2", "-extfile", "names")

    def _files(self):
        # A device has network time; where this runs, perhaps there is no systemd to say so.
        (self.folder / "bin").mkdir()
        (self.folder / "bin/timedatectl").write_text("#!/bin/sh\necho yes\n")
        (self.folder / "bin/timedatectl").chmod(0o755)
        (self.folder / "temp").write_text("21375\n")
        agent = self._secret("agent.password", secrets.token_hex(16))
        peer = self._secret("peer.password", secrets.token_hex(16))
        self._reader = secrets.token_hex(16)
        self._secret("passwords", f"agent:{agent}\npeer:{peer}\nreader:{self._reader}")
        subprocess.run(["mosquitto_passwd", "-U", self._path("passwords")], check=True)
        self._secret("peer.key", base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
        self._secret("agent.key", secrets.token_hex(32))
        sensors = "".join(f"""[[sensor]]
type = "simulated-temperature"
stream = "{stream}"
interval = "{self.interval}"
""" for stream in self.streams)
        (self.folder / "device.toml").write_text(f"""[device]
id = "{AGENT}"
state = "state"
[broker]
url = "mqtts://127.0.0.1:{self.port}"
ca-file = "ca.pem"
username = "{AGENT}"
password-file = "agent.password"
[seal]
format = "{self.seal}"
key-file = "agent.key"
{sensors}""")

    def _broker(self):
        (self.folder / "mosquitto.conf").write_text(f"""user root
listener {self.port} 127.0.0.1
cafile {self._path("ca.pem")}
certfile {self._path("broker.pem")}
keyfile {self._path("broker.key")}
allow_anonymous false
password_file {self._path("passwords")}
log_dest stderr
log_type all
""")
        path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
        program = shutil.which("mosquitto", path=path)
        if program is None:
            raise NotMeasured("no mosquitto: apt-get install mosquitto mosquitto-clients")
        process = self._run([program, "-c", self._path("mosquitto.conf")],
                            stderr=subprocess.PIPE, text=True)
        self.broker = Lines(process.stderr)
        deadline = time.monotonic() + PATIENCE
        while (line := self.broker.next(deadline)) is not None:
            if line[1].endswith("running"):
                return
        raise NotMeasured("mosquitto did not start")
