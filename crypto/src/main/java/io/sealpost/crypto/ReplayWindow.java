package io.sealpost.crypto;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells fresh messages from repeated ones, for one key and one stream: the newest 8 epochs, and in
 * each the newest 1024 sequence numbers. About 2 KiB when full, however many messages come.
 *
 * <p>To be asked only about counters of messages that an {@link Opener} opened: a forged counter
 * would move the window and shut out the true ones. Not safe for use by several threads at once.
 */
public final class ReplayWindow {
  /** Number of epochs that are remembered. */
  public static final int EPOCHS = 8;

  /** Number of sequence numbers that are remembered in each epoch. */
  public static final int SEQUENCES = 1024;

  // Owned by the thread that receives; never more than EPOCHS entries.
  private final TreeMap<Long, SequenceWindow> epochs = new TreeMap<>();

  /**
   * What came in one epoch, so that gaps can be reported.
   *
   * @param epoch the device's boot counter
   * @param lowest smallest sequence number accepted
   * @param highest largest sequence number accepted
   * @param received number of sequence numbers accepted, each once
   */
  public record Progress(long epoch, long lowest, long highest, long received) {
    /** Sequence numbers between lowest and highest that did not come (yet). */
    public long missing() {
      return highest - lowest + 1 - received;
    }
  }

  /** Remembers the counter and says whether it is new. */
  public Verdict accept(Counter counter) {
    long epoch = counter.epoch();
    SequenceWindow window = epochs.get(epoch);
    if (window == null) {
      if (epochs.size() == EPOCHS) {
        if (epoch < epochs.firstKey()) {
          return Verdict.TOO_OLD;
        }
        epochs.pollFirstEntry();
      }
      window = new SequenceWindow(counter.sequence());
      epochs.put(epoch, window);
      return Verdict.FRESH;
    }
    return window.accept(counter.sequence());
  }

  /** The largest epoch and the largest sequence number in it; empty before the first message. */
  public Optional<Counter> newest() {
    return epochs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Counter(epochs.lastKey(), epochs.lastEntry().getValue().highest()));
  }

  /** What came in the given epoch; empty if it is none of the remembered. */
  public Optional<Progress> progress(long epoch) {
    SequenceWindow window = epochs.get(epoch);
    return window == null ? Optional.empty() : Optional.of(window.progress(epoch));
  }

  /** What came in each remembered epoch, oldest first. */
  public List<Progress> progress() {
    return epochs.entrySet().stream()
        .map(entry -> entry.getValue().progress(entry.getKey()))
        .toList();
  }
}
