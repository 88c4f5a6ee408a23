"""How QEMU is called."""

import os
import shutil
import socket
import subprocess

TRANSLATED = ["-accel", "tcg,thread=multi,tb-size=256"]
# What of the checkout a machine without 9p is given.
GIVEN = ["e2e/lab/guest"]
DEVICE_TREE = "kernel/usr/lib/linux-image-{release}/broadcom/bcm2837-rpi-3-b.dtb"


class Machine:
    """One machine: what it is made of, and where its folders and sockets are."""

    def __init__(self, arch, kind, cache, checkout, work):
        self.arch = arch
        self.kind = kind
        self.cache = cache
        self.image = cache / arch
        self.checkout = checkout
        self.work = work
        # What goes into the guest and comes out of it.
        self.job = work / "job"
        self.job.mkdir()
        self.monitor = work / "monitor.socket"
        self.console_log = work / "console.log"
        # The guest connects to it as soon as it is up.
        self.listener = socket.create_server(("127.0.0.1", 0))

    def command(self):
        """Runs in the background: the console is a log."""
        serial = f"file:{self.console_log}"
        return [
            *self._board("quiet systemd.show_status=false"),
            *self._serial(serial),
            *["-qmp", f"unix:{self.monitor},server=on,wait=off"],
        ]

    def console_command(self):
        """Runs in front: the console is this terminal; Ctrl-A X ends it."""
        return [*self._board(""), *self._serial("mon:stdio")]

    def environment(self):
        """With QEMU's temporary copy of the disk beside everything else."""
        environment = dict(os.environ, TMPDIR=str(self.work))
        if self.kind == "raspi3b":
            environment["QEMU_MODULE_DIR"] = str(self._qemu10() / "lib/x86_64-linux-gnu/qemu")
        return environment

    def prepare(self):
        """Writes what the guest is given before it starts; the job is complete by now."""
        if self.kind == "raspi3b":
            self._pack_initrd()

    def _board(self, words):
        port = self.listener.getsockname()[1]
        append = f"console={self._tty()} lab.control={port} {words}"
        board = self._raspi3b() if self.kind == "raspi3b" else self._virt()
        return [*board, "-append", append, "-display", "none"]

    def _virt(self):
        return [
            *self._processor(),
            *["-smp", "2", "-m", "1024"],
            *["-kernel", str(self.image / "vmlinuz"), "-initrd", str(self.image / "initrd.img")],
            # What the guest writes is gone when it ends.
            *["-drive", f"file={self.image}/root.img,format=raw,if=none,id=disk,snapshot=on"],
            *["-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci"],
            *["-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile="],
            *share("checkout", self.checkout, ",readonly=on"),
            *share("lab", self.image / "modules", ",readonly=on"),
            *share("job", self.job, ""),
        ]

    def _raspi3b(self):
        release = (self.image / "debs/done").read_text().strip()
        tree = self.image / DEVICE_TREE.format(release=release)
        return [
            str(self._qemu10() / "bin/qemu-system-aarch64"),
            *["-L", str(self._qemu10() / "share/qemu"), "-M", "raspi3b", *TRANSLATED],
            *["-kernel", str(self.image / "vmlinuz"), "-dtb", str(tree)],
            *["-initrd", str(self.work / "initrd.img")],
            *["-drive", f"file={self.image}/root.img,format=raw,if=sd,snapshot=on"],
            *["-netdev", "user,id=net", "-device", "usb-net,netdev=net"],
            # The bus on the pins, BSC 1; QMP sets the temperature of "thermometer".
            *["-device", "tmp105,id=thermometer,bus=i2c-bus.1,address=0x48"],
        ]

    def _processor(self):
        if self.arch == "amd64":
            return ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", *TRANSLATED]
        return ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", *TRANSLATED]

    def _tty(self):
        if self.kind == "raspi3b":
            # The first serial line belongs to Bluetooth on this board.
            return "ttyS1"
        return "ttyS0" if self.arch == "amd64" else "ttyAMA0"

    def _serial(self, console):
        first = ["-serial", "null"] if self.kind == "raspi3b" else []
        return [*first, "-serial", console]

    def _qemu10(self):
        return self.cache / "qemu10/usr"

    def _pack_initrd(self):
        tree = self.work / "given.d"
        checkout = tree / "given/checkout"
        for part in GIVEN:
            shutil.copytree(self.checkout / part, checkout / part)
        debs = checkout / "device/target"
        debs.mkdir(parents=True)
        for deb in (self.checkout / "device/target").glob("*.deb"):
            shutil.copy(deb, debs)
        shutil.copytree(self.job, tree / "given/job")
        with open(self.work / "initrd.img", "wb") as archive:
            archive.write((self.image / "initrd.img").read_bytes())
            archive.flush()
            subprocess.run(
                "find . | cpio --quiet -o -H newc -R 0:0",
                shell=True, cwd=tree, stdout=archive, check=True,
            )
        shutil.rmtree(tree)


def share(tag, folder, mode):
    local = f"local,path={folder},mount_tag={tag},security_model=none,id={tag}{mode}"
    return ["-virtfs", local + ",multidevs=remap"]
