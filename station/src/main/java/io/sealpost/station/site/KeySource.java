package io.sealpost.station.site;

import io.sealpost.station.StationException;
import java.util.Optional;

/**
 * Keeps whoever opens and seals for one device up with the keys of that device, which other
 * processes may change. For one thread.
 */
public interface KeySource {
  /** A source whose keys nobody changes. */
  KeySource UNCHANGING =
      new KeySource() {
        @Override
        public Optional<RingEntry> changed() {
          return Optional.empty();
        }

        @Override
        public void proven(String kid, long epoch) {
          // There is no ring to tell.
        }

        @Override
        public void secure() {
          // There is no ring to secure.
        }

        @Override
        public void confirmed(String kid) {
          // There is no ring to tell.
        }
      };

  /**
   * The entry as it is now, if it was changed since the last call; the caller closes it. Cheap if
   * it was not. One that cannot be read is told as a warning and is as if it was not changed.
   */
  Optional<RingEntry> changed();

  /**
   * The device has shown to have the pending key: makes it the current one, durably, if it still is
   * the pending one. What cannot be written is told as a warning and tried again.
   *
   * @param kid of the pending key
   * @param epoch of the message that shows it
   */
  void proven(String kid, long epoch);

  /**
   * Makes sure that what was read of a rotation under way is on the disk: another process may have
   * been killed between writing it and making it durable.
   */
  void secure() throws StationException;

  /**
   * The device has answered a command under its current key, and so obeys no other any more.
   *
   * @param kid of that key
   */
  void confirmed(String kid) throws StationException;
}
