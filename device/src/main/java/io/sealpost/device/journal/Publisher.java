package io.sealpost.device.journal;

import io.sealpost.device.journal.Journal.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a journal's messages to the broker: in order, a window of them at a time, and no more than
 * fit into the memory, each kept until it is acknowledged. After a reconnect everything
 * unacknowledged goes again, from the oldest on. What was kept when the connection was made, the
 * backlog, goes no faster than a budget allows; what comes after it is not held back.
 *
 * <p>Times are nanoseconds since the agent started. Owned by the agent's thread.
 */
public final class Publisher {
  /** A connection that refused a message without breaking is tried again after this time. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** Bytes on their way to the broker, from which on nothing more is sent whatever the window. */
  static final long MAX_BYTES = 1 << 20;

  private static final long NONE = -1;

  private final Journal journal;
  private final int window;
  private final PublisherBudget budget;
  private final Transmitter transmitter;

  // For as long as the process lives.
  private long run;

  // For one run, which ends with its connection or a refused message.
  private final Map<Long, Integer> unacknowledged = new HashMap<>();
  private long unacknowledgedBytes;
  private long lastSent = NONE;
  private boolean running;

  // For one connection: how many more messages are from before it.
  private long backlog;

  // While the connection stands but refused a message.
  private Optional<Long> resumeAt = Optional.empty();

  /** Sends one message. */
  public interface Transmitter {
    /**
     * Sends one message and reports back, at some later time and on the agent's thread, to {@link
     * Publisher#acknowledged} or {@link Publisher#refused}.
     *
     * @param run to be handed back: tells what belongs to a connection that is gone
     * @param publisher whom to report to
     */
    void send(Entry entry, long run, Publisher publisher);
  }

  /**
   * @param window most messages that may be unacknowledged, 1 or more
   * @param budget of the backlog
   */
  public Publisher(Journal journal, int window, PublisherBudget budget, Transmitter transmitter) {
    if (window < 1) {
      throw new IllegalArgumentException("window " + window + " must be 1 or more");
    }
    this.journal = journal;
    this.window = window;
    this.budget = budget;
    this.transmitter = transmitter;
  }

  /**
   * A connection stands: sends from the oldest unacknowledged message on.
   *
   * @param kept how many messages the journal has
   */
  public void connected(long kept, long now) {
    disconnected();
    backlog = kept;
    start(now);
  }

  /** No connection: sends nothing until there is one. */
  public void disconnected() {
    running = false;
    resumeAt = Optional.empty();
    unacknowledged.clear();
    unacknowledgedBytes = 0;
    lastSent = NONE;
  }

  private void start(long now) {
    running = true;
    run++;
    resumeAt = Optional.empty();
    pump(now);
  }

  /** Sends what the window has room for; to be called when the journal has something new. */
  public void pump(long now) {
    while (running && hasRoom() && isAllowed(now)) {
      Optional<Entry> next = journal.after(lastSent);
      if (next.isEmpty()) {
        backlog = 0;
        return;
      }
      spend(now);
      lastSent = next.get().id();
      unacknowledged.put(lastSent, next.get().sealed().length);
      unacknowledgedBytes += next.get().sealed().length;
      transmitter.send(next.get(), run, this);
    }
  }

  private boolean hasRoom() {
    return unacknowledged.size() < window && unacknowledgedBytes < MAX_BYTES;
  }

  private boolean isAllowed(long now) {
    return backlog == 0 || budget.nextAt() <= now;
  }

  private void spend(long now) {
    if (backlog > 0 && budget.take(now)) {
      backlog--;
    }
  }

  /** The broker has it, whichever connection brought it there. */
  public void acknowledged(long id, long now) {
    journal.release(id);
    Integer bytes = unacknowledged.remove(id);
    unacknowledgedBytes -= bytes == null ? 0 : bytes;
    pump(now);
  }

  /**
   * The broker may not have it. Nothing more is sent in this run, so that nothing overtakes it.
   *
   * @param run the one it was sent in
   */
  public void refused(long run, long now) {
    if (running && run == this.run) {
      backlog += unacknowledged.size();
      disconnected();
      resumeAt = Optional.of(now + PAUSE.toNanos());
    }
  }

  /**
   * Sends more of the backlog; starts again, after a pause, where a message was refused without the
   * connection breaking.
   */
  public void tick(long now) {
    if (resumeAt.isPresent() && now >= resumeAt.get()) {
      start(now);
    } else if (backlog > 0) {
      pump(now);
    }
  }

  /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} if never. */
  public long nextDue() {
    if (running && backlog > 0 && hasRoom()) {
      return budget.nextAt();
    }
    return resumeAt.orElse(Long.MAX_VALUE);
  }

  /** Whether everything that the journal has was acknowledged. */
  public boolean isDone() {
    return journal.after(NONE).isEmpty();
  }
}
