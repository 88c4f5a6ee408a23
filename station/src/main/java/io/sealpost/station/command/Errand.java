package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import java.util.Optional;

/**
 * What is asked of one device, one command after the other. Told what the device says, it says what
 * to ask next; owned by one thread.
 */
public interface Errand {
  /**
   * The device said hello: for the first time, in a new boot, or under another key.
   *
   * @param kid id of the key that opened the hello, in hexadecimal; empty in Fernet
   * @return what to ask in this boot; empty if there is nothing to ask
   * @throws StationException if something could not be made durable before it is asked
   */
  Optional<Action> start(Hello hello, String kid) throws StationException;

  /**
   * The device answered what was asked last.
   *
   * @param kid id of the key that opened the answer, in hexadecimal; empty in Fernet
   * @return what to ask next; empty if that was all
   * @throws StationException if something could not be made durable before it is asked
   */
  Optional<Action> answered(Answer answer, String kid) throws StationException;

  /**
   * Whether it is over when there is nothing to ask; else it goes on when the device says hello in
   * another boot or under another key.
   */
  default boolean over() {
    return true;
  }

  /** Whether the settings that it asks for are remembered as desired. */
  default boolean wishes() {
    return false;
  }
}
