package io.sealpost.device.config;

import io.sealpost.device.journal.JournalOptions;

/**
 * What is kept until the broker has acknowledged it, and how it is brought there.
 *
 * @param options of what is kept on disk, all streams together
 * @param window most readings that may be unacknowledged at one time, 1 to 1000
 * @param backlogRate most messages in a second of what was kept when a connection is made, 1 to
 *     100,000
 */
public record JournalSettings(JournalOptions options, int window, int backlogRate) {}
