"""A module with AT commands on a pseudo terminal, told by its standard input what to suffer.

Usage: modem.py LINK. LINK becomes a symbolic link to the terminal while it is plugged in. Each
command that comes is printed, and "plugged" whenever it is.

plug, unplug      the terminal comes and goes
say HEX           sends bytes, whatever it is asked
device LINE       sends that line in every scan
clear             no more devices
mode MODE         normal; silent: no answer; error: ERROR to all; busy: busy p... to all;
                  raw: not even that, bytes are only printed
restart           as after a fall in voltage
"""
import os
import select
import sys
import time
import tty

LINK = sys.argv[1]


class Modem:
    def __init__(self):
        self.master = self.slave = None
        self.devices = []
        self.mode = "normal"
        self.boot()

    def boot(self):
        self.buffer = b""
        self.echo = True
        self.role = 0
        self.done_at = None
        self.ready_at = None

    def plug(self):
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        os.symlink(os.ttyname(self.slave), LINK)
        self.boot()
        print("plugged", flush=True)

    def unplug(self):
        os.unlink(LINK)
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = None
        print("unplugged", flush=True)

    def send(self, data):
        if self.master is not None:
            os.write(self.master, data)

    def line(self, text):
        self.send(text.encode() + b"\r\n")

    def restart(self):
        self.boot()
        self.line("ready")

    def receive(self):
        data = os.read(self.master, 4096)
        if self.mode == "raw":
            print("raw " + data.hex(), flush=True)
            return
        self.buffer += data
        while b"\r\n" in self.buffer:
            command, self.buffer = self.buffer.split(b"\r\n", 1)
            self.command(command.decode("latin-1"))

    def command(self, text):
        print("command " + text, flush=True)
        if self.mode == "silent" or not text:
            return
        if self.echo:
            self.send(text.encode("latin-1") + b"\r\r\n")
        if self.mode == "busy":
            self.line("busy p...")
        elif self.mode == "error" or not self.obey(text):
            self.line("")
            self.line("ERROR")

    def obey(self, text):
        answers = []
        if text == "ATE0":
            self.echo = False
        elif text == "AT+GMR":
            answers = ["AT version:3.2.0.0(s-ec2dec2 - ESP32 - Jul 28 2023 07:05:28)",
                       "Bin version:v3.2.0.0(WROOM-32)"]
        elif text == "AT+BLEINIT?":
            answers = ["+BLEINIT:%d" % self.role]
        elif text == "AT+BLEINIT=1" and self.role == 0:
            self.role = 1
        elif text == "AT+BLESCAN=0" and self.role == 1:
            self.done_at = None
        elif text.startswith("AT+BLESCANPARAM=") and self.role == 1 and self.done_at is None:
            pass
        elif text.startswith("AT+BLESCAN=1,") and self.role == 1 and self.done_at is None:
            self.done_at = time.monotonic() + float(text.split(",")[1])
        elif text == "AT+RST":
            self.ready_at = time.monotonic() + 0.2
        elif text != "AT":
            return False
        for answer in answers:
            self.line(answer)
        self.line("")
        self.line("OK")
        if text.startswith("AT+BLESCAN=1,"):
            for device in self.devices:
                self.line(device)
        return True

    def tick(self):
        now = time.monotonic()
        if self.ready_at is not None and now >= self.ready_at:
            self.restart()
        if self.done_at is not None and now >= self.done_at:
            self.done_at = None
            self.line("+BLESCANDONE")

    def told(self, text):
        word, _, rest = text.partition(" ")
        if word == "plug":
            self.plug()
        elif word == "unplug":
            self.unplug()
        elif word == "say":
            self.send(bytes.fromhex(rest))
        elif word == "device":
            self.devices.append(rest)
        elif word == "clear":
            self.devices.clear()
        elif word == "mode":
            self.mode = rest
        elif word == "restart":
            self.restart()


def main():
    modem = Modem()
    orders = b""
    while True:
        sources = [0] if modem.master is None else [0, modem.master]
        for source in select.select(sources, [], [], 0.05)[0]:
            if source == 0:
                data = os.read(0, 4096)
                if not data:
                    return
                orders += data
                while b"\n" in orders:
                    order, orders = orders.split(b"\n", 1)
                    modem.told(order.decode())
            elif source == modem.master:
                modem.receive()
        modem.tick()


main()
