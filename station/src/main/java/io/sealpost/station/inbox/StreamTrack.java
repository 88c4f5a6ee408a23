package io.sealpost.station.inbox;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.ReplayWindow;
import io.sealpost.crypto.TokenWindow;
import io.sealpost.crypto.Verdict;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows the sequence of one stream of one device: what is fresh and what is missing. For one
 * thread.
 */
final class StreamTrack {
  private final DeviceId device;
  private final StreamName stream;
  private final ReplayWindow window = new ReplayWindow();
  // What a process before this one showed is not remembered, so that no token is too old.
  private final TokenWindow tokens = new TokenWindow(Instant.MIN);

  StreamTrack(DeviceId device, StreamName stream) {
    this.device = device;
    this.stream = stream;
  }

  /** The stream that is followed. */
  StreamName stream() {
    return stream;
  }

  /** Remembers a message and says whether it is new. */
  Verdict accept(Opened message) {
    return message.counter().isPresent()
        ? window.accept(message.counter().get())
        : tokens.accept(message);
  }

  /** The newest counter so far; empty before the first, and always for Fernet. */
  Optional<Counter> newest() {
    return window.newest();
  }

  /**
   * The gap that a fresh message reveals: what lies between it and the newest before. The first
   * message of a run reveals none, as the station did not listen before; a message that fills an
   * earlier gap reveals none either.
   *
   * @param before the newest counter before the message
   * @param fresh the message's counter
   */
  Optional<Event.Gap> gapBefore(Optional<Counter> before, Counter fresh) {
    if (before.isEmpty() || fresh.compareTo(before.get()) < 0) {
      return Optional.empty();
    }
    long first = before.get().epoch() == fresh.epoch() ? before.get().sequence() + 1 : 0;
    return gap(fresh.epoch(), first, fresh.sequence() - 1);
  }

  /**
   * The tail of an epoch that did not come, known once the next epoch began.
   *
   * @param last sequence of the last message of that epoch, as the device says
   */
  Optional<Event.Gap> lostTail(long epoch, long last) {
    return window.progress(epoch).flatMap(progress -> gap(epoch, progress.highest() + 1, last));
  }

  private Optional<Event.Gap> gap(long epoch, long first, long last) {
    return first > last
        ? Optional.empty()
        : Optional.of(new Event.Gap(device, stream, epoch, first, last));
  }
}
