"""Who comes and who goes, by Bluetooth Low Energy, classic Bluetooth and Wi-Fi; scanners that fail."""

import time

from .step import Step, StepFailed, require

GUEST = "/mnt/checkout/e2e/lab/guest"
STREAM = "devices"
ARRIVAL_S = 30
# leave-after in the lab is a minute; half a minute is for answers, half for a machine this slow.
DEPARTURE_S = 120
# The access point asks a silent station for half a minute before it gives it up.
VANISHED_S = DEPARTURE_S + 60
BOUND_S = 30


def radio(lab, *words):
    """Tells the scripted controller something."""
    line = " ".join(words)
    return lab.guest.run(
        f"/mnt/checkout/e2e/lab/controller/controller --socket /run/lab-radio.socket tell {line}"
    )


def start(lab):
    lab.guest.run(f"{GUEST}/radio", timeout=120)
    lab.guest.run("for i in $(seq 100); do bluetoothctl list | grep -q Controller && exit; "
                  "sleep 0.3; done; exit 1")
    return lab.guest.run("bluetoothctl --version; bluetoothctl list; "
                         "iw dev wlan0 info | grep -E 'type|ssid'")


def state_of(event, name):
    """present, absent or unknown; None if EVENT is no reading of presence."""
    if event["event"] != "reading" or event["stream"] != STREAM:
        return None
    if any(person["name"] == name for person in event["present"]):
        return "present"
    others = [person for person in event["others"] if person["name"] == name]
    return others[0]["state"] if others else None


def person_in(event, name):
    return next(p for p in event["present"] + event["others"] if p["name"] == name)


def await_state(lab, name, state, within, since=None):
    mark = lab.station.mark() if since is None else since
    began = time.monotonic()
    event = lab.station.wait_for(lambda e: state_of(e, name) == state, within, mark)
    if event is None:
        raise StepFailed(f"{name} is not {state} within {within} s; {lab.last(STREAM)}")
    return time.monotonic() - began, person_in(event, name)


def comes_and_goes(name, come, go, within=ARRIVAL_S, gone=DEPARTURE_S):
    """A step body: NAME arrives, is said to be present, leaves, and is said to be absent."""

    def run(lab):
        mark = lab.station.mark()
        come(lab)
        arrival, person = await_state(lab, name, "present", within, mark)
        mark = lab.station.mark()
        go(lab)
        departure, _ = await_state(lab, name, "absent", gone, mark)
        by = f"by {person.get('radio')}, {person.get('rssi_dbm')} dBm"
        return f"present after {arrival:.1f} s {by}; absent after {departure:.1f} s"

    return run


def bluetooth(name, within=ARRIVAL_S):
    return comes_and_goes(
        name, lambda lab: radio(lab, "arrive", name), lambda lab: radio(lab, "leave", name), within
    )


def station(*words):
    """Tells the Wi-Fi station beside the access point something."""
    return lambda lab: lab.guest.run(f"{GUEST}/wifi-station {' '.join(words)}")


def deaf_in(event, scanner):
    return (event["event"] == "reading" and event["stream"] == STREAM
            and any(scanner in deaf["scanner"] for deaf in event["deaf"]))


def hears_in(event, scanner):
    return (event["event"] == "reading" and event["stream"] == STREAM
            and not any(scanner in deaf["scanner"] for deaf in event["deaf"]))


def deafness(scanner, harm, mend):
    """A step body: SCANNER is harmed, told to be deaf, nobody is called absent; then it is mended.

    "keys" is there all the time: the fault must not make it leave.
    """

    def run(lab):
        mark = lab.station.mark()
        radio(lab, "arrive", "keys")
        await_state(lab, "keys", "present", ARRIVAL_S, mark)
        mark = lab.station.mark()
        began = time.monotonic()
        harm(lab)
        try:
            event = lab.station.wait_for(lambda e: deaf_in(e, scanner), BOUND_S, mark)
            told = time.monotonic() - began
        finally:
            mended = lab.station.mark()
            began = time.monotonic()
            mend(lab)
        require(event, f"{scanner} is not said to be deaf within {BOUND_S} s; {lab.last(STREAM)}")
        hears = lab.station.wait_for(lambda e: hears_in(e, scanner), BOUND_S, mended)
        back = time.monotonic() - began
        require(hears, f"{scanner} is still said to be deaf after {BOUND_S} s; {lab.last(STREAM)}")
        await_state(lab, "keys", "present", BOUND_S, mended)
        lost = [e for e in lab.station.since(mark) if state_of(e, "keys") == "absent"]
        require(not lost, f"keys was called absent although it never left: {lost[:1]}")
        return f"deaf told after {told:.1f} s; hears again after {back:.1f} s; nobody left meanwhile"

    return run


def crashed(lab):
    """systemd does not start bluetoothd again by itself."""
    lab.guest.run("systemctl kill -s KILL bluetooth")


STEPS = [
    Step("radio", "a Bluetooth controller and an access point start", start),
    Step("le-beacon", "LE beacon (iBeacon) comes and goes", bluetooth("keys")),
    Step("le-tag", "LE tag (fixed address) comes and goes", bluetooth("bag")),
    Step("le-phone", "phone that rotates its address (IRK) comes and goes", bluetooth("phone")),
    Step("classic", "classic phone, discoverable, comes and goes", bluetooth("anna")),
    Step("classic-asked", "classic phone, not discoverable, comes and goes",
         bluetooth("bert", within=60)),
    Step("wifi", "Wi-Fi station joins and leaves",
         comes_and_goes("laptop", station("join"), station("leave"))),
    Step("wifi-vanish", "Wi-Fi station joins and goes out of range",
         comes_and_goes("laptop", station("join"), station("vanish"), gone=VANISHED_S)),
    Step("neighbour", "host of the network comes and goes",
         comes_and_goes("host", station("join"), station("leave"))),
    Step("bluetoothd-killed", "bluetoothd is killed, and started again",
         deafness("hci0", crashed, lambda lab: lab.guest.run("systemctl restart bluetooth"))),
    Step("unplugged", "the Bluetooth controller is unplugged, and plugged in again",
         deafness("hci0", lambda lab: radio(lab, "unplug"), lambda lab: radio(lab, "plug"))),
    Step("hostapd-killed", "hostapd is killed, and started again",
         deafness("wlan0", lambda lab: lab.guest.run("kill -9 $(cat /run/lab-wifi/hostapd.pid)"),
                  lambda lab: lab.guest.run(f"{GUEST}/wifi-ap start"))),
    Step("rfkill", "Bluetooth is blocked by rfkill, and unblocked",
         deafness("hci0", lambda lab: lab.guest.run("rfkill block bluetooth"),
                  lambda lab: lab.guest.run("rfkill unblock bluetooth"))),
]
