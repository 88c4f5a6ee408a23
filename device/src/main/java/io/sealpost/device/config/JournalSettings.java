package io.sealpost.device.config;

/**
 * How much is kept until the broker has acknowledged it; beyond either bound the oldest goes.
 *
 * @param maxMessages 16 to 10,000,000
 * @param maxBytes of sealed messages, 64 KiB to 1 GiB
 */
public record JournalSettings(int maxMessages, long maxBytes) {}
