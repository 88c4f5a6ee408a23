"""A guest: a Debian tree that systemd-nspawn boots, with a network of its own."""

import os
import pathlib
import subprocess
import time

from scenario.guest import GuestError

UP_S = 300
# What nspawn ends with when the guest wants to be booted anew.
REBOOT = 133
LINES_OF_CONSOLE = 30
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "TERM": "dumb",
    "DEBIAN_FRONTEND": "noninteractive",
}
# nspawn makes groups of its own below the one it runs in.
ENTER_GROUP = 'echo 0 >"/sys/fs/cgroup/$0/cgroup.procs"; exec "$@"'


class Container:
    """TREE is read only: what the guest writes is in a folder of its own in WORK."""

    def __init__(self, name, tree, work):
        self.name = name
        self.tree = tree
        self._work = work / name
        self.root = self._work / "root"
        self.console_log = self._work / "console.log"
        self._process = None

    def boot(self):
        layers = {name: self._work / name for name in ("upper", "overlay")}
        for folder in (*layers.values(), self.root):
            folder.mkdir(parents=True)
        options = f"lowerdir={self.tree},upperdir={layers['upper']},workdir={layers['overlay']}"
        subprocess.run(
            ["mount", "-t", "overlay", "-o", options, "overlay", self.root], check=True
        )
        (self.root / "etc/hostname").write_text(f"{self.name}\n")
        (self.root / "etc/hosts").write_text(f"127.0.0.1 localhost\n127.0.1.1 {self.name}\n")
        # As on any first boot.
        subprocess.run(["chroot", self.root, "ssh-keygen", "-A"], check=True, capture_output=True)
        self._start()

    def _start(self):
        self._process = subprocess.Popen(
            [
                *["bash", "-c", ENTER_GROUP, self.name],
                *["systemd-nspawn", "--quiet", "--boot", f"--directory={self.root}"],
                *["--keep-unit", "--register=no", "--console=pipe"],
                f"--machine={self.name}",
                # It stays when the guest boots anew.
                f"--network-namespace-path=/run/netns/{self.name}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=open(self.console_log, "ab"),
            stderr=subprocess.STDOUT,
        )

    def stop(self):
        """Orderly, so that the guest's journal is whole for who wants to read it."""
        if self._process is None or self._process.poll() is not None:
            return
        try:
            self.try_run("systemctl poweroff", timeout=10)
            self._process.wait(60)
        except (GuestError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()

    def wait_until_up(self, other_than=None):
        """Until the guest, whose boot is not OTHER_THAN, has started everything; the boot's id."""
        deadline = time.monotonic() + UP_S
        state = boot = ""
        while time.monotonic() < deadline:
            if self._process.poll() == REBOOT:
                self._start()
            try:
                boot = self.run("cat /proc/sys/kernel/random/boot_id", timeout=10).strip()
                if boot != other_than:
                    state = self.try_run("systemctl is-system-running")[1].strip()
                    if state in ("running", "degraded"):
                        return boot
            except GuestError as error:
                state = str(error)
            time.sleep(0.2)
        raise GuestError(f"the guest is not up after {UP_S} s: {state}\n{self.console_tail()}")

    def run(self, command, timeout=60):
        """What COMMAND printed; GuestError if it failed."""
        code, out = self.try_run(command, timeout)
        if code != 0:
            raise GuestError(f'in the guest {self.name}, "{command}" ended with {code}:\n{out}')
        return out

    def try_run(self, command, timeout=60):
        """The exit code of a shell command run as root, and what it printed."""
        try:
            done = subprocess.run(
                ["nsenter", f"--target={self._leader()}", "--all", "--", "bash", "-c", command],
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise GuestError(f'in the guest {self.name}, "{command}" takes more than {timeout} s') from error
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def path(self, name):
        """A file of the guest, as this side sees it."""
        return self.root / name.lstrip("/")

    def console_tail(self):
        text = self.console_log.read_text(errors="replace")
        return "\n".join(text.splitlines()[-LINES_OF_CONSOLE:])

    def _leader(self):
        """The guest's process 1; another one after it booted again."""
        if self._process.poll() is not None:
            raise GuestError(f"the guest ended with {self._process.returncode}\n{self.console_tail()}")
        children = pathlib.Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        for child in children.read_text().split():
            # While it starts there are nspawn's own children, which come and go.
            if program(child) == "systemd":
                return child
        raise GuestError("the guest has no process 1 yet")


def program(process):
    try:
        return os.path.basename(os.readlink(f"/proc/{process}/exe"))
    except OSError:
        return ""
