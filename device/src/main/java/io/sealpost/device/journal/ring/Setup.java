package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.JournalOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.tinylog.Logger;

/**
 * What does not change while a journal is open.
 *
 * @param name of the journal, for the log
 * @param listener hears of what is durable
 */
record Setup(
    String name, Bounds bounds, Duration maxAge, Durability durability, Listener listener) {
  /** Hears of what is durable. */
  @FunctionalInterface
  interface Listener {
    /** All messages of a channel up to this one, if they were not given up, are on the medium. */
    void durable(String channelPath, Counter counter);
  }

  /** The journal in a folder, which writes to the log what is durable. */
  static Setup of(Path folder, JournalOptions options) {
    String name = String.valueOf(folder.getFileName());
    return new Setup(
        name,
        Bounds.of(options),
        options.maxAge(),
        options.durability(),
        (path, counter) ->
            Logger.debug(
                "journal {}: durable {} {}/{}", name, path, counter.epoch(), counter.sequence()));
  }
}
