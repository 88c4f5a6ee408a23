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
# It is asked every 20 s, whatever else the radio does.
ASKED_S = 60
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


def latest(lab, name):
    states = [state_of(event, name) for event in lab.station.since(0)]
    return next((state for state in reversed(states) if state), None)


def person_in(event, name):
    return next(p for p in event["present"] + event["others"] if p["name"] == name)


def await_state(lab, name, state, within, since, began):
    """Seconds from BEGAN until NAME is said to be in STATE, and what is said of NAME then."""
    event = lab.station.wait_for(lambda e: state_of(e, name) == state, within, since)
    if event is None:
        raise StepFailed(f"{name} is not {state} within {within} s; {lab.last(STREAM)}")
    return event["seen_at"] - began, person_in(event, name)


def comes(name, come, within=ARRIVAL_S):
    """A step body: NAME arrives, and is said to be present."""

    def run(lab):
        mark, began = lab.station.mark(), time.monotonic()
        come(lab)
        seconds, person = await_state(lab, name, "present", within, mark, began)
        return f"present after {seconds:.1f} s, by {person.get('radio')}, {person.get('rssi_dbm')} dBm"

    return run


def goes(within, **how):
    """A step body: the people leave, one after the other, and each is said to be absent."""

    def run(lab):
        left = {}
        for name, go in how.items():
            require(latest(lab, name) == "present", f"{name} is not even present")
            left[name] = lab.station.mark(), time.monotonic()
            go(lab)
        told = []
        for name, (mark, began) in left.items():
            seconds, _ = await_state(lab, name, "absent", within, mark, began)
            require(seconds <= within, f"{name} is absent after {seconds:.1f} s only")
            told.append(f"{name} absent after {seconds:.1f} s")
        return ", ".join(told)

    return run


def arrive(name):
    return lambda lab: radio(lab, "arrive", name)


def leave(name):
    return lambda lab: radio(lab, "leave", name)


def station(*words):
    """Tells the Wi-Fi station beside the access point something."""
    return lambda lab: lab.guest.run(f"{GUEST}/wifi-station {' '.join(words)}")


def lan(word):
    """Tells the host at the other end of the wire something."""
    return lambda lab: lab.guest.run(f"{GUEST}/lan {word}")


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
        comes("keys", arrive("keys"))(lab)
        mark, began = lab.station.mark(), time.monotonic()
        harm(lab)
        try:
            deaf = lab.station.wait_for(lambda e: deaf_in(e, scanner), BOUND_S, mark)
        finally:
            mended, mended_at = lab.station.mark(), time.monotonic()
            mend(lab)
        require(deaf, f"{scanner} is not said to be deaf within {BOUND_S} s; {lab.last(STREAM)}")
        hears = lab.station.wait_for(lambda e: hears_in(e, scanner), BOUND_S, mended)
        require(hears, f"{scanner} is still said to be deaf after {BOUND_S} s; {lab.last(STREAM)}")
        await_state(lab, "keys", "present", BOUND_S, mended, mended_at)
        lost = [e for e in lab.station.since(mark) if state_of(e, "keys") == "absent"]
        require(not lost, f"keys was called absent although it never left: {lost[:1]}")
        return (f"deaf told after {deaf['seen_at'] - began:.1f} s; hears again after "
                f"{hears['seen_at'] - mended_at:.1f} s; nobody was called absent")

    return run


def crashed(lab):
    """systemd does not start bluetoothd again by itself."""
    lab.guest.run("systemctl kill -s KILL bluetooth")


STEPS = [
    Step("radio", "a Bluetooth controller and an access point start", start),
    Step("le-beacon", "LE beacon (iBeacon) comes", comes("keys", arrive("keys"))),
    Step("le-tag", "LE tag (fixed address) comes", comes("bag", arrive("bag"))),
    Step("le-phone", "phone that rotates its address (IRK) comes", comes("phone", arrive("phone"))),
    Step("classic", "classic phone, discoverable, comes", comes("anna", arrive("anna"))),
    Step("classic-asked", "classic phone, not discoverable, comes",
         comes("bert", arrive("bert"), ASKED_S)),
    Step("wifi", "Wi-Fi station joins", comes("laptop", station("join"))),
    Step("neighbour", "host of the network comes", comes("host", lan("join"))),
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
    Step("departures", "all of them go", goes(
        DEPARTURE_S, keys=leave("keys"), bag=leave("bag"), phone=leave("phone"), anna=leave("anna"),
        bert=leave("bert"), laptop=station("leave"), host=lan("leave"))),
    Step("wifi-again", "Wi-Fi station joins again", comes("laptop", station("join"))),
    Step("wifi-vanish", "Wi-Fi station goes out of range",
         goes(VANISHED_S, laptop=station("vanish"))),
]
