package io.sealpost.e2e.model.rotation;

import org.jspecify.annotations.Nullable;

/** What was sent; who disturbs can deliver it whenever, as often as they like, or never. */
sealed interface Message {
  /** The key that sealed it. */
  Key kid();

  /** What a command asks. */
  enum Kind {
    OFFER,
    TAKE,
    CONFIRM
  }

  /** What a device answers. */
  enum Status {
    OK,
    SUPERSEDED,
    NO_OFFER
  }

  /**
   * From the station.
   *
   * @param boot that it is bound to
   * @param counter never used twice
   * @param offer that the new key is wrapped to; 0 if there is no new key
   * @param wrapped the new key
   */
  record Command(Kind kind, int boot, int counter, Key kid, int offer, @Nullable Key wrapped)
      implements Message {
    @Override
    public String toString() {
      String what = wrapped == null ? "" : " " + wrapped + " to offer " + offer;
      return kind + what + " #" + counter + " for boot " + boot + " under " + kid;
    }
  }

  /** From the device to the station. */
  sealed interface Up extends Message {}

  /**
   * The answer to a command.
   *
   * @param offer the device's public key of this boot; 0 if it tells none
   */
  record Answer(Command of, Status status, int offer, Key kid) implements Up {
    @Override
    public String toString() {
      return status + " to " + of.kind + " #" + of.counter + " under " + kid;
    }
  }

  /** What says nothing but that the device has the key: readings, and answers that came late. */
  record Noise(Key kid) implements Up {
    @Override
    public String toString() {
      return "something under " + kid;
    }
  }

  /**
   * Who the device is now.
   *
   * @param number of this boot, from 1
   */
  record Hello(int boot, int number, Key kid) implements Up {
    /** Whether it was said after another one. */
    boolean isNewerThan(@Nullable Hello other) {
      return other == null || boot > other.boot || (boot == other.boot && number > other.number);
    }

    @Override
    public String toString() {
      return "hello " + number + " of boot " + boot + " under " + kid;
    }
  }
}
