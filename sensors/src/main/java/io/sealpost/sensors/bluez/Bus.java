package io.sealpost.sensors.bluez;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** A message bus. Used by one thread, except for {@link #wake}. */
interface Bus extends Closeable {
  /**
   * Connects, and says hello.
   *
   * @throws IOException if it is not there or does not want us
   */
  void connect() throws IOException;

  /** Gives the connection up; does nothing without one. */
  void disconnect();

  /**
   * Sends a call; its answer comes with {@link #await}.
   *
   * @return its serial
   * @throws IOException if the connection is lost
   */
  long call(Call call) throws IOException;

  /**
   * Waits for messages, connected or not, and hands over those that came.
   *
   * @param millis longest wait, 1 or more
   * @throws IOException if the connection is lost
   */
  void await(long millis, Consumer<Incoming> sink) throws IOException;

  /** Ends the wait. */
  void wake();

  /** Gives up the connection and all else. */
  @Override
  void close();
}
