package io.sealpost.station.testing;

import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** A mailbox in which waiting lets the fake time pass. */
public final class FakeMailbox implements Mailbox {
  private final Queue<Happening> queue = new ArrayDeque<>();
  private final FakeTime time;

  /**
   * @param time that passes while somebody waits
   */
  public FakeMailbox(FakeTime time) {
    this.time = time;
  }

  @Override
  public void put(Happening happening) {
    queue.add(happening);
  }

  @Override
  public Optional<Happening> take(Duration patience) {
    if (queue.isEmpty()) {
      time.pass(patience);
    }
    return Optional.ofNullable(queue.poll());
  }

  @Override
  public void close() {
    queue.clear();
  }
}
