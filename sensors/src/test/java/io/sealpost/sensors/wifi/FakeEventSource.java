package io.sealpost.sensors.wifi;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives the same events each time, then ends. */
final class FakeEventSource implements EventSource {
  List<String> lines = List.of();
  @Nullable IOException failure;
  int begun;
  boolean closed;

  /** What happens while it listens. */
  Runnable meanwhile = () -> {};

  @Override
  public void listen(Consumer<String> line) throws IOException {
    begun++;
    lines.forEach(line);
    meanwhile.run();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
