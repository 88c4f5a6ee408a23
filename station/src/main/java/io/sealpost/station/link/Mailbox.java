package io.sealpost.station.link;

import java.time.Duration;
import java.util.Optional;

/** Carries happenings from the threads where they happen to the one that works. */
public interface Mailbox {
  /** Adds one; messages wait while too many are unread, so that a flood stays at the broker. */
  void put(Happening happening);

  /**
   * The next one.
   *
   * @param patience how long to wait for it
   */
  Optional<Happening> take(Duration patience);

  /** Lets everybody who waits in {@link #put} go, and drops what comes from now on. */
  void close();
}
