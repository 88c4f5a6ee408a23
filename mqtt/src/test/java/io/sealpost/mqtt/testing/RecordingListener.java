package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what a link told, in order. */
public class RecordingListener implements LinkListener {
  private final BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<IncomingMessage> messages = new LinkedBlockingQueue<>();

  @Override
  public void onState(LinkState state) {
    states.add(state);
  }

  @Override
  public void onMessage(IncomingMessage message) {
    messages.add(message);
  }

  /**
   * Waits for the next state of a kind, passing over others. A link that fails a hundred times a
   * second does not prolong it.
   */
  public <T extends LinkState> T next(Class<T> kind) {
    long deadlineNanos = deadlineNanos();
    LinkState last = null;
    do {
      last = take(states, deadlineNanos, kind.getSimpleName() + ", last of " + last);
    } while (!kind.isInstance(last));
    return kind.cast(last);
  }

  /** Waits for the next state, whatever it is. */
  public LinkState nextState() {
    return take(states, deadlineNanos(), "a state");
  }

  /** Waits for the next message. */
  public IncomingMessage nextMessage() {
    return take(messages, deadlineNanos(), "a message");
  }

  /** Waits for the next message and takes it for text. */
  public String nextText() {
    return new String(nextMessage().payload(), StandardCharsets.UTF_8);
  }

  private static long deadlineNanos() {
    return System.nanoTime() + Await.PATIENCE.toNanos();
  }

  private static <T> T take(BlockingQueue<T> queue, long deadlineNanos, String what) {
    try {
      long left = deadlineNanos - System.nanoTime();
      T next = left > 0 ? queue.poll(left, TimeUnit.NANOSECONDS) : null;
      if (next == null) {
        throw new AssertionError("the link did not tell of " + what);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
