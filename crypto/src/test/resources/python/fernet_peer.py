"""Fernet by Python's cryptography, as existing subscribers use it.

Each line of the standard input is a request, all fields are base64url or hexadecimal:

    seal KEY PLAINTEXT          answers the token
    seal-at TIME KEY PLAINTEXT  the same, dated by the given second
    open KEY TOKEN              answers "=" and the plaintext, or "refused"
    open-at TIME TTL KEY TOKEN  the same with a time to live, at the given second
"""

import sys

from cryptography.fernet import Fernet, InvalidToken


def seal(key, plaintext):
    return Fernet(key).encrypt(bytes.fromhex(plaintext)).decode()


def seal_at(time, key, plaintext):
    return Fernet(key).encrypt_at_time(bytes.fromhex(plaintext), int(time)).decode()


def open_(key, token):
    return "=" + Fernet(key).decrypt(token.encode()).hex()


def open_at(time, ttl, key, token):
    plaintext = Fernet(key).decrypt_at_time(token.encode(), int(ttl), int(time))
    return "=" + plaintext.hex()


OPERATIONS = {"seal": seal, "seal-at": seal_at, "open": open_, "open-at": open_at}


def answer(line):
    operation, *fields = line.split(" ")
    try:
        return OPERATIONS[operation](*fields)
    except InvalidToken:
        return "refused"


for answered in [answer(line) for line in sys.stdin.read().splitlines()]:
    print(answered)
