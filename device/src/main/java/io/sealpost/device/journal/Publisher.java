package io.sealpost.device.journal;

import io.sealpost.device.journal.Journal.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Brings a journal's messages to the broker: in order, a window of them at a time, each kept until
 * it is acknowledged. After a reconnect everything unacknowledged goes again, from the oldest on.
 *
 * <p>Times are nanoseconds on a monotonic clock. Owned by the agent's thread.
 */
public final class Publisher {
  /** A connection that refused a message without breaking is tried again after this time. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final long NONE = -1;

  private final Journal journal;
  private final int window;
  private final Transmitter transmitter;

  // For as long as the process lives.
  private long run;

  // For one run, which ends with its connection or a refused message.
  private final TreeSet<Long> unacknowledged = new TreeSet<>();
  private long lastSent = NONE;
  private boolean running;

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
   */
  public Publisher(Journal journal, int window, Transmitter transmitter) {
    if (window < 1) {
      throw new IllegalArgumentException("window " + window + " must be 1 or more");
    }
    this.journal = journal;
    this.window = window;
    this.transmitter = transmitter;
  }

  /** A connection stands: sends from the oldest unacknowledged message on. */
  public void connected() {
    disconnected();
    running = true;
    run++;
    pump();
  }

  /** No connection: sends nothing until there is one. */
  public void disconnected() {
    running = false;
    resumeAt = Optional.empty();
    unacknowledged.clear();
    lastSent = NONE;
  }

  /** Sends what the window has room for; to be called when the journal has something new. */
  public void pump() {
    while (running && unacknowledged.size() < window) {
      Optional<Entry> next = journal.after(lastSent);
      if (next.isEmpty()) {
        return;
      }
      lastSent = next.get().id();
      unacknowledged.add(lastSent);
      transmitter.send(next.get(), run, this);
    }
  }

  /** The broker has it, whichever connection brought it there. */
  public void acknowledged(long id) {
    journal.release(id);
    unacknowledged.remove(id);
    pump();
  }

  /**
   * The broker may not have it. Nothing more is sent in this run, so that nothing overtakes it.
   *
   * @param run the one it was sent in
   */
  public void refused(long run, long now) {
    if (running && run == this.run) {
      disconnected();
      resumeAt = Optional.of(now + PAUSE.toNanos());
    }
  }

  /** Starts again, after a pause, where a message was refused without the connection breaking. */
  public void tick(long now) {
    if (resumeAt.isPresent() && now >= resumeAt.get()) {
      connected();
    }
  }

  /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} if never. */
  public long nextDue() {
    return resumeAt.orElse(Long.MAX_VALUE);
  }

  /** Whether everything that the journal has was acknowledged. */
  public boolean isDone() {
    return journal.stats().messages() == 0;
  }
}
