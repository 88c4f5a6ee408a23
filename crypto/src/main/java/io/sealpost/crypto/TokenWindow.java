package io.sealpost.crypto;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Tells fresh Fernet tokens from repeated ones by their HMAC, for what may happen only once: the
 * newest 1024 tokens sealed after a given moment. Nothing depends on the reader's clock afterwards,
 * so that setting it back lets no token in again.
 *
 * <p>To be asked only about tokens that an {@link Opener} opened. Not safe for use by several
 * threads at once.
 */
public final class TokenWindow {
  /** Number of tokens that are remembered. */
  public static final int TOKENS = 1024;

  // Owned by the thread that receives; never more than TOKENS entries, all sealed after the floor.
  private final TreeSet<Seen> seen = new TreeSet<>();
  private Instant floor;

  private record Seen(Instant sealedAt, String tag) implements Comparable<Seen> {
    @Override
    public int compareTo(Seen other) {
      int byTime = sealedAt.compareTo(other.sealedAt);
      return byTime != 0 ? byTime : tag.compareTo(other.tag);
    }
  }

  /**
   * @param floor tokens sealed at this moment or before are too old: the start of the process, as
   *     what an earlier one saw is not remembered
   */
  public TokenWindow(Instant floor) {
    this.floor = floor;
  }

  /**
   * Remembers the token and says whether it is new.
   *
   * @throws IllegalArgumentException if the message does not say when it was sealed: it is not a
   *     Fernet token
   */
  public Verdict accept(Opened token) {
    Instant sealedAt =
        token
            .sealedAt()
            .orElseThrow(() -> new IllegalArgumentException("only Fernet tokens say their time"));
    if (!sealedAt.isAfter(floor)) {
      return Verdict.TOO_OLD;
    }
    if (!seen.add(new Seen(sealedAt, HexFormat.of().formatHex(token.tag())))) {
      return Verdict.DUPLICATE;
    }
    if (seen.size() > TOKENS) {
      forgetOldest();
    }
    return Verdict.FRESH;
  }

  /** Raises the floor to what is forgotten, so that it cannot come back as new. */
  private void forgetOldest() {
    floor = Objects.requireNonNull(seen.pollFirst()).sealedAt();
    while (!seen.isEmpty() && !seen.first().sealedAt().isAfter(floor)) {
      seen.pollFirst();
    }
  }
}
