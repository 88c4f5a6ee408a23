#!/usr/bin/python3
"""A subscriber of the kind that exists already: format fernet, cryptography.fernet and json.
mosquitto_sub -t sealpost/rpi-07/temperature -t sealpost/rpi-07/devices -F '%t %p' |
    fernet_subscriber.py KEY-FILE"""
import base64, json, os, sys
from cryptography.fernet import Fernet, InvalidToken

def content(fernet, token):
    # Python decodes many texts to the same bytes; one of them is the token that was sealed.
    if base64.urlsafe_b64encode(base64.urlsafe_b64decode(token)) != token:
        raise InvalidToken
    return json.loads(fernet.decrypt(token))

def show(stream, reading):
    if stream == "temperature":
        print(f"{reading['temperature']} degrees", json.dumps(reading), flush=True)
    elif stream == "devices":
        names = [entry["name"] for entry in reading if "name" in entry]
        print(f"here: {', '.join(names) or 'nobody'}", json.dumps(reading), flush=True)

if os.stat(sys.argv[1]).st_mode & 0o077:
    sys.exit(f"{sys.argv[1]}: others may read it; chmod 600 {sys.argv[1]}")
with open(sys.argv[1], "rb") as file:
    key, code = Fernet(file.read().strip()), 0
for line in sys.stdin:
    topic, _, message = line.rstrip("\n").rpartition(" ")
    try:
        show(topic.split("/")[-1], content(key, message.encode()))
    except (InvalidToken, ValueError, KeyError, TypeError):
        print(f"refused: a message on {topic}", file=sys.stderr)
        code = 1
sys.exit(code)
