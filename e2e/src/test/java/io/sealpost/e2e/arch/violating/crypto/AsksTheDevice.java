package io.sealpost.e2e.arch.violating.crypto;

import io.sealpost.e2e.arch.violating.device.loop.AsksTheCrypto;

/** An arrow back. */
public record AsksTheDevice(AsksTheCrypto other) {}
