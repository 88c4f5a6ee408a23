package io.sealpost.sensors.wifi;

import java.io.IOException;
import java.util.function.Consumer;

/** Where events come from, a line each. */
interface EventSource extends AutoCloseable {
  /**
   * Passes on events until there are no more: after an error, or after {@link #close}.
   *
   * @throws IOException if it cannot begin, or broke off
   */
  void listen(Consumer<String> line) throws IOException;

  /** Ends {@link #listen}, at once and for good; called on another thread. */
  @Override
  void close();
}
