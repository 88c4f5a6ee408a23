package io.sealpost.device.supervision;

import java.time.Duration;
import java.util.Optional;

/**
 * Whoever started the agent and watches over it. Never keeps the caller waiting, and never fails:
 * an agent that nobody hears goes on all the same. For one thread at a time.
 */
public interface Supervisor {
  /** Nobody watches. */
  Supervisor NOBODY =
      new Supervisor() {
        @Override
        public boolean listens() {
          return false;
        }

        @Override
        public Optional<Duration> watchdog() {
          return Optional.empty();
        }

        @Override
        public void ready() {}

        @Override
        public void status(String words) {}

        @Override
        public void alive() {}

        @Override
        public void starting(Duration patience) {}

        @Override
        public void watchdog(Duration period) {}

        @Override
        public void stopping() {}
      };

  /** Whether anybody is there to be told. */
  boolean listens();

  /** How long it waits for a sign of life before it ends the agent; empty if it waits for none. */
  Optional<Duration> watchdog();

  /** The agent does what it is there for. */
  void ready();

  /**
   * How the agent is.
   *
   * @param words one line without secrets, at most 400 characters
   */
  void status(String words);

  /** A sign of life. */
  void alive();

  /**
   * The agent is still starting, and is getting on.
   *
   * @param patience so long from now it may take until the next word, more than 0
   */
  void starting(Duration patience);

  /**
   * Another period from now on, which counts as a sign of life.
   *
   * @param period more than 0
   */
  void watchdog(Duration period);

  /** The agent was told to stop, and does. */
  void stopping();
}
