package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;

/**
 * How large the ring may become.
 *
 * @param segmentSize bytes of a new file
 * @param maxBytes of all files together
 * @param whenFull what gives way then
 * @param thinKeep one of so many messages stays when they are thinned
 * @param minFree bytes of the file system that are left to others
 */
record Bounds(int segmentSize, long maxBytes, WhenFull whenFull, int thinKeep, long minFree) {
  static Bounds of(JournalOptions options) {
    return new Bounds(
        options.segmentSize(),
        options.maxBytes(),
        options.whenFull(),
        options.thinKeep(),
        options.minFree());
  }
}
