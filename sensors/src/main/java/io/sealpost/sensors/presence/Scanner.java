package io.sealpost.sensors.presence;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading.Radio;

/** A radio, or the network, that hears devices. */
public interface Scanner extends AutoCloseable {
  /** Which one, 1 to 64 characters, another for each scanner: {@code hci0} for instance. */
  String name();

  /** What it listens to. */
  Radio radio();

  /**
   * Begins to listen and returns at once; tells what it hears on threads of its own. What is wrong
   * is told to the ear as well, and tried again: hardware comes and goes.
   *
   * @param ear to tell
   */
  void start(Ear ear);

  /**
   * Whether somebody can be asked: a phone answers an attempt to connect though it advertises
   * nothing. {@link #ask} does nothing for those who cannot.
   */
  default boolean canAsk(KnownPerson person) {
    return false;
  }

  /**
   * Asks somebody for a sign of life and returns at once; an answer comes as a sighting within
   * {@link #ANSWER_SECONDS}. Called rarely, before somebody is given up.
   */
  default void ask(KnownPerson person) {}

  /**
   * How much it listens from now on, at the latest once the scan or the pause that runs is over. Of
   * meaning for a Bluetooth adapter alone. May be called on any thread, before the start as well.
   */
  default void listen(DutyCycle duty) {}

  /** How soon after {@link #ask} an answer must have come. */
  int ANSWER_SECONDS = 20;

  /** Ends its threads and lets go of the hardware. */
  @Override
  void close();
}
