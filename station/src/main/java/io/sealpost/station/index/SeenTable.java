package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.util.Optional;

/**
 * Every sequence that came, as ranges of consecutive ones: however many readings come, the rows are
 * as many as the gaps. For one thread.
 */
final class SeenTable {
  private static final String OF_EPOCH = " WHERE stream = ? AND epoch = ? AND first ";

  private final Database database;

  SeenTable(Database database) {
    this.database = database;
  }

  /** Adds a sequence and says whether it is new. */
  boolean add(long stream, long epoch, long sequence) throws StationException {
    Optional<Span> below =
        database.one(
            "SELECT first, last FROM seen" + OF_EPOCH + "<= ? ORDER BY first DESC LIMIT 1",
            row -> new Span(row.getLong(1), row.getLong(2)),
            stream,
            epoch,
            sequence);
    if (below.isPresent() && below.get().last() >= sequence) {
      return false;
    }
    Optional<Long> lastAbove =
        database.one(
            "SELECT last FROM seen" + OF_EPOCH + "= ?",
            row -> row.getLong(1),
            stream,
            epoch,
            sequence + 1);
    if (lastAbove.isPresent()) {
      database.change("DELETE FROM seen" + OF_EPOCH + "= ?", stream, epoch, sequence + 1);
    }
    long last = lastAbove.orElse(sequence);
    if (below.isPresent() && below.get().last() == sequence - 1) {
      long first = below.get().first();
      database.change("UPDATE seen SET last = ?" + OF_EPOCH + "= ?", last, stream, epoch, first);
    } else {
      database.change("INSERT INTO seen VALUES (?, ?, ?, ?)", stream, epoch, sequence, last);
    }
    return true;
  }
}
