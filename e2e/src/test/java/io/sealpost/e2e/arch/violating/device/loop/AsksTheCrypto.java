package io.sealpost.e2e.arch.violating.device.loop;

import io.sealpost.e2e.arch.violating.crypto.GuessableKey;

/** Allowed by itself; with the arrow back a circle. */
public record AsksTheCrypto(GuessableKey key) {}
