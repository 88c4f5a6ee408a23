package io.sealpost.station.inbox;

import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.store.HelloShelf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest trusted hello of each device, kept from run to run, so that a card that was cloned or
 * rolled back is noticed. For one thread.
 *
 * <p>An alarming hello never replaces the trusted one: the alarm lasts until the device outgrows
 * the old epoch or gets a new key, under which the old hello no longer opens.
 */
public final class HelloBook {
  private final HelloShelf shelf;
  private final Map<DeviceId, Optional<Hello>> trusted = new HashMap<>();
  private final Map<DeviceId, Fresh> fresh = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // kept until it is written, never compared
  private record Fresh(Desk desk, Hello hello, byte[] sealed) {}

  /** What a hello is beside the newest trusted one. */
  public enum Verdict {
    /** It is newer, and now the trusted one. */
    NEWER,
    /** It would be newer, but came under a key that the device had before: it may be forged. */
    UNDER_OLD_KEY,
    /** It is the trusted one. */
    UNCHANGED,
    /** It is an earlier one of the same boot: an old message that came again. */
    STALE,
    /** Its epoch is lower. */
    ROLLED_BACK,
    /** Its epoch is the same and its boot is another. */
    CLONED
  }

  /**
   * @param shelf where hellos are kept
   */
  public HelloBook(HelloShelf shelf) {
    this.shelf = shelf;
  }

  /** The newest trusted hello, from this run or an earlier one. */
  public Optional<Hello> of(Desk desk) throws StationException {
    Optional<Hello> known = trusted.get(desk.device());
    if (known != null) {
      return known;
    }
    Optional<Hello> kept = shelf.hello(desk.device()).flatMap(bytes -> decoded(desk, bytes));
    trusted.put(desk.device(), kept);
    return kept;
  }

  /**
   * Compares a hello with the trusted one, and takes it for that if it is newer.
   *
   * @param hello opened from {@code sealed}
   * @param kid of the key that opened it
   */
  public Verdict judge(Desk desk, Hello hello, byte[] sealed, String kid) throws StationException {
    Optional<Hello> known = of(desk);
    Verdict verdict = known.map(last -> compare(last, hello)).orElse(Verdict.NEWER);
    if (verdict == Verdict.NEWER && desk.isOld(kid)) {
      return Verdict.UNDER_OLD_KEY;
    }
    if (verdict == Verdict.NEWER) {
      trusted.put(desk.device(), Optional.of(hello));
      fresh.put(desk.device(), new Fresh(desk, hello, sealed));
    }
    return verdict;
  }

  /** Writes the trusted hellos that are newer than those on the shelf. */
  public void keep() throws StationException {
    Map<DeviceId, HelloShelf.Fresh> replacements = new HashMap<>();
    fresh.forEach(
        (device, newest) ->
            replacements.put(
                device,
                new HelloShelf.Fresh(
                    newest.sealed, kept -> isOutdated(newest.desk, kept, newest.hello))));
    shelf.replaceHellos(replacements);
    fresh.clear();
  }

  private static boolean isOutdated(Desk desk, byte[] kept, Hello hello) {
    return decoded(desk, kept).map(last -> compare(last, hello) == Verdict.NEWER).orElse(true);
  }

  /** What {@code seen} is beside {@code last}. */
  static Verdict compare(Hello last, Hello seen) {
    if (seen.epoch() != last.epoch()) {
      return seen.epoch() > last.epoch() ? Verdict.NEWER : Verdict.ROLLED_BACK;
    }
    if (!seen.boot().equals(last.boot())) {
      return Verdict.CLONED;
    }
    int age = seen.uptime().compareTo(last.uptime());
    if (age == 0) {
      return Verdict.UNCHANGED;
    }
    return age > 0 ? Verdict.NEWER : Verdict.STALE;
  }

  /** Empty if it does not open: the device has another key by now. */
  private static Optional<Hello> decoded(Desk desk, byte[] sealed) {
    try {
      return Optional.of(desk.hello(sealed));
    } catch (RefusedException | DecodeException anotherKeyOrVersion) {
      return Optional.empty();
    }
  }
}
