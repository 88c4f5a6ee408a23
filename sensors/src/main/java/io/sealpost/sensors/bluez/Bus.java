package io.sealpost.sensors.bluez;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
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
   * Answers a call, if its caller waits for that.
   *
   * @param signature of the arguments, empty without any
   * @throws IOException if the connection is lost
   */
  void answer(Incoming.Invocation invocation, String signature, List<Object> arguments)
      throws IOException;

  /**
   * Refuses a call, if its caller waits for an answer.
   *
   * @param error name of the error
   * @throws IOException if the connection is lost
   */
  void refuse(Incoming.Invocation invocation, String error) throws IOException;

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
