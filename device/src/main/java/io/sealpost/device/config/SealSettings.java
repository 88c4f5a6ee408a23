package io.sealpost.device.config;

import io.sealpost.crypto.Format;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How readings are sealed and commands opened.
 *
 * @param format the envelope
 * @param keyFile the pre-shared key, 0600
 * @param commandTtl how old a Fernet command may be, 1 s to 1 h; without meaning in COSE
 */
public record SealSettings(Format format, Path keyFile, Duration commandTtl) {}
