package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells fresh messages from repeated ones by their tag, where a counter cannot: Fernet tokens have
 * none, and a hello that is another's clone has the same. Each is remembered for {@link
 * #REMEMBERED} after it came, and the newest {@link #KEPT} of each source for longer, in some 45
 * bytes. For one thread.
 */
public final class TokenBook {
  /** How long a message is remembered at least, by the station's clock. */
  public static final Duration REMEMBERED = Duration.ofDays(30);

  /** How many of a source are remembered whatever their age: a clock may have jumped ahead. */
  public static final int KEPT = 4096;

  private final Database database;
  private final StreamTable streams;

  TokenBook(Database database) {
    this.database = database;
    streams = new StreamTable(database);
  }

  /**
   * Adds an authentic message and says whether it is new.
   *
   * @param tag the first 8 bytes of its HMAC
   * @param received when it came, by the station's clock
   */
  public boolean add(Source source, byte[] tag, Instant received) throws StationException {
    long stream = streams.id(source);
    long fresh =
        database.change(
            "INSERT OR IGNORE INTO token VALUES (?, ?, ?)",
            stream,
            ByteBuffer.wrap(tag).getLong(),
            received.toEpochMilli());
    if (fresh == 0) {
      return false;
    }
    // Only after a new one: what a station that was away for long is sent again comes first.
    database.change(
        """
        DELETE FROM token WHERE stream = ?1 AND received < ?2 AND received <
          (SELECT received FROM token WHERE stream = ?1 ORDER BY received DESC LIMIT 1 OFFSET ?3)
        """,
        stream,
        received.minus(REMEMBERED).toEpochMilli(),
        KEPT - 1L);
    return true;
  }

  /** Whether a message is remembered. */
  public boolean contains(Source source, byte[] tag) throws StationException {
    return database
        .one(
            "SELECT 1 FROM token WHERE stream = ? AND tag = ?",
            row -> true,
            streams.id(source),
            ByteBuffer.wrap(tag).getLong())
        .isPresent();
  }
}
