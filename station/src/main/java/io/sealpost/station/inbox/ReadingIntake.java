package io.sealpost.station.inbox;

import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.store.HelloShelf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of sealed readings, and of what a hello says of readings. */
public interface ReadingIntake {
  /** For a command that shows no readings. */
  ReadingIntake NONE =
      new ReadingIntake() {
        @Override
        public HelloShelf hellos(HelloShelf shared) {
          return shared;
        }

        @Override
        public Arrival message(
            Desk desk,
            Channel.Readings channel,
            byte[] payload,
            Instant received,
            Optional<Hello> hello) {
          return new Arrival(Fate.READ, List.of());
        }

        @Override
        public List<Event> hello(Desk desk, Hello hello) {
          return List.of();
        }

        @Override
        public List<Event> progressed(Desk desk, Hello hello) {
          return List.of();
        }

        @Override
        public void trusted(Desk desk, byte[] tag, Instant received) {
          // A command that ends at once is told an old hello as what it is.
        }

        @Override
        public boolean wasTrusted(Desk desk, byte[] tag) {
          return false;
        }
      };

  /** What became of an authentic message. */
  enum Fate {
    /** It came before. */
    DUPLICATE,
    /** It is new, and its readings are among the events. */
    READ,
    /** It is new, and nobody can decode it. */
    UNREADABLE
  }

  /**
   * An authentic message.
   *
   * @param fate what became of it
   * @param events the gaps that it reveals, then its readings; none if it came before
   */
  record Arrival(Fate fate, List<Event> events) {}

  /**
   * The trusted hellos that a hello is judged by.
   *
   * @param shared those that all commands tell each other
   */
  HelloShelf hellos(HelloShelf shared);

  /**
   * Takes one message.
   *
   * @param received when it came
   * @param hello the device's newest trusted hello, if any
   */
  Arrival message(
      Desk desk, Channel.Readings channel, byte[] payload, Instant received, Optional<Hello> hello)
      throws RefusedException, StationException;

  /** Takes the device's newest trusted hello, now or once more. */
  List<Event> hello(Desk desk, Hello hello) throws StationException;

  /** Takes a hello that was said just now: how far the streams have come. */
  List<Event> progressed(Desk desk, Hello hello) throws StationException;

  /**
   * Remembers that a hello was the newest trusted one.
   *
   * @param tag of the message
   * @param received when it came
   */
  void trusted(Desk desk, byte[] tag, Instant received) throws StationException;

  /** Whether a hello was the newest trusted one, in this run or an earlier one. */
  boolean wasTrusted(Desk desk, byte[] tag) throws StationException;
}
