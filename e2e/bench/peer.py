#!/usr/bin/python3
"""What the agent is measured beside: the script that somebody would write with Debian's packages.

Once a second it reads a temperature from a file, seals it by Fernet, publishes it with QoS 1 over
TLS and waits for the acknowledgement. Nothing is kept on the disk, nothing is told of itself.

    peer.py HOST PORT CA-FILE PASSWORD-FILE KEY-FILE TEMPERATURE-FILE TOPIC
"""

import json
import sys
import time

import paho.mqtt.client as mqtt
from cryptography.fernet import Fernet

NAME = "peer"


def new_client():
    """A client of whichever generation of paho-mqtt there is."""
    if hasattr(mqtt, "CallbackAPIVersion"):
        return mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, NAME, clean_session=False)
    return mqtt.Client(NAME, clean_session=False)


def main():
    host, port, ca_file, password_file, key_file, temperature_file, topic = sys.argv[1:]
    with open(key_file, "rb") as file:
        fernet = Fernet(file.read().strip())
    client = new_client()
    with open(password_file, encoding="ascii") as file:
        client.username_pw_set(NAME, file.read().strip())
    client.tls_set(ca_certs=ca_file)
    client.connect(host, int(port), keepalive=60)
    client.loop_start()
    due = time.monotonic()
    while True:
        with open(temperature_file, encoding="ascii") as file:
            celsius = int(file.read()) / 1000
        reading = json.dumps({"time": time.time(), "temperature": celsius})
        client.publish(topic, fernet.encrypt(reading.encode()), qos=1).wait_for_publish()
        due += 1
        time.sleep(max(0.0, due - time.monotonic()))


main()
