"""AES-128 encryption of one block (FIPS 197), which Python's standard library lacks.

Only for making the lab's resolvable addresses: it is neither fast nor free of timing differences.
"""


def _double(value):
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _make_sbox():
    powers, logs, value = [0] * 256, [0] * 256, 1
    for exponent in range(255):
        powers[exponent], logs[value] = value, exponent
        value ^= _double(value)  # times 3, a generator
    box = []
    for byte in range(256):
        inverse = 0 if byte == 0 else powers[(255 - logs[byte]) % 255]
        turned = inverse
        for shift in range(1, 5):
            turned ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
        box.append(turned ^ 0x63)
    return bytes(box)


_SBOX = _make_sbox()


def _round_keys(key):
    words = [key[i : i + 4] for i in range(0, 16, 4)]
    constant = 1
    while len(words) < 44:
        last = words[-1]
        if len(words) % 4 == 0:
            last = bytes(_SBOX[byte] for byte in last[1:] + last[:1])
            last = bytes([last[0] ^ constant]) + last[1:]
            constant = _double(constant)
        words.append(bytes(a ^ b for a, b in zip(words[-4], last)))
    return [b"".join(words[i : i + 4]) for i in range(0, 44, 4)]


def _mix_column(column):
    whole = column[0] ^ column[1] ^ column[2] ^ column[3]
    return [byte ^ whole ^ _double(byte ^ column[(i + 1) % 4]) for i, byte in enumerate(column)]


def encrypt(key, block):
    """Encrypts 16 bytes under a key of 16 bytes, most significant byte first."""
    if len(key) != 16 or len(block) != 16:
        raise ValueError(f"AES-128 takes 16 bytes of key and of data, not {len(key)} and {len(block)}")
    keys = _round_keys(key)
    state = [a ^ b for a, b in zip(block, keys[0])]
    for turn in range(1, 11):
        state = [_SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if turn < 10:
            state = [byte for c in range(0, 16, 4) for byte in _mix_column(state[c : c + 4])]
        state = [a ^ b for a, b in zip(state, keys[turn])]
    return bytes(state)
