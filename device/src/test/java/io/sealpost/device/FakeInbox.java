package io.sealpost.device;

import io.sealpost.device.loop.Inbox;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps events until a test lets them happen. */
public final class FakeInbox implements Inbox {
  private final Deque<Event> events = new ArrayDeque<>();

  @Override
  public void post(Event event) {
    events.add(event);
  }

  /** Number of events that wait. */
  public int size() {
    return events.size();
  }

  /** Lets everything happen, and what that brings about. */
  public void run(long now) {
    while (!events.isEmpty()) {
      events.remove().at(now);
    }
  }
}
