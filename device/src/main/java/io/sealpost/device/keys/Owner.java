package io.sealpost.device.keys;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose keys they are.
 *
 * @param format of the envelope
 * @param device the logical device name, well-formed
 * @param boot the present one
 * @param timeToLive how old a Fernet command may be; for Fernet only
 */
public record Owner(Format format, String device, BootId boot, Optional<Duration> timeToLive) {}
