"""The operator's side: the site that sealpost-provision makes, and a station that watches."""

import os
import subprocess

from scenario.site import Station
from scenario.step import StepFailed

PI = "192.0.2.2"
USER = "pi"
BROKER = "192.0.2.6"
DEVICE = "barn-1"
LISTENS_S = 120
SSH_CONFIG = """\
  IdentityFile {work}/ssh-key
  IdentitiesOnly yes
  UserKnownHostsFile {work}/known-hosts
  StrictHostKeyChecking accept-new
  BatchMode yes
"""


class Operator:
    """WORK is gone afterwards; the programs are those of CHECKOUT."""

    def __init__(self, checkout, work):
        self.checkout = checkout
        self.work = work
        self.site = work / "site"
        self.passphrase = work / "passphrase"
        self.station = None
        self._watch = None

    def prepare(self):
        """A key for ssh, known to nobody else, and a passphrase for the authority's keys."""
        key = self.work / "ssh-key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        config = self.work / "ssh-config"
        config.write_text(SSH_CONFIG.format(work=self.work))
        # Seen by this run alone: its mounts are its own.
        subprocess.run(["mount", "--bind", config, "/etc/ssh/ssh_config"], check=True)
        self.passphrase.touch(0o600)
        self.passphrase.write_text(os.urandom(12).hex() + "\n")

    @property
    def public_key(self):
        return (self.work / "ssh-key.pub").read_text()

    def provision(self, command, *words, timeout=180):
        """Calls sealpost-provision; returns what it printed."""
        return self._call(
            [self.checkout / "deploy/provision", command, *words, *self._site(command)], timeout
        )

    def sealpost(self, *words, timeout=120):
        """Calls the control station; returns what it printed."""
        return self._call(self._sealpost(*words), timeout)

    def watch(self):
        """Starts the station; its events are in self.station from now on.

        What is sent before it listens for the first time, the broker keeps for nobody.
        """
        self._watch = subprocess.Popen(
            self._sealpost("watch", "--json"),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=open(self.work / "station.log", "wb"),
        )
        self.station = Station(self._watch.stdout, self.work / "events.jsonl")
        heard = self.station.wait_for(
            lambda event: (event["event"], event.get("state")) == ("link", "connected"), LISTENS_S, 0
        )
        if heard is None:
            raise StepFailed(f"the station does not listen: {self.station.since(0)}")

    def stop(self):
        stop(self._watch)

    def _sealpost(self, *words):
        return [self.checkout / "deploy/sealpost", *words, "--site", self.site / "station"]

    def _site(self, command):
        return [] if command == "init" else ["--site", self.site]

    def _call(self, command, timeout):
        words = " ".join(str(word) for word in command)
        try:
            done = subprocess.run(
                command,
                env=dict(os.environ, SEALPOST_CA_PASSPHRASE_FILE=str(self.passphrase)),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                timeout=timeout, check=False,
            )
        except subprocess.TimeoutExpired as error:
            said = (error.stdout or b"").decode("utf-8", "replace")
            raise StepFailed(f"{words} takes more than {timeout} s: {said}") from error
        out = done.stdout.decode("utf-8", "replace")
        if done.returncode != 0:
            raise StepFailed(f"{words} ended with {done.returncode}: {out}")
        return out


def stop(process):
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
