package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.util.List;

/** What devices said that they gave up. For one thread. */
final class DroppedTable {
  private final Database database;

  /**
   * Messages of one epoch that were given up.
   *
   * @param span the first and the last of them
   * @param count how many of the span, at least 1
   * @param explained how many of them were looked for and absent, so that they are not missing
   */
  record Drop(Span span, long count, long explained) {}

  DroppedTable(Database database) {
    this.database = database;
  }

  /** Those that overlap a span, in order. */
  List<Drop> overlapping(long stream, long epoch, Span span) throws StationException {
    return database.all(
        """
        SELECT first, last, count, explained FROM dropped
        WHERE stream = ? AND epoch = ? AND first <= ? AND last >= ? ORDER BY first
        """,
        row -> new Drop(new Span(row.getLong(1), row.getLong(2)), row.getLong(3), row.getLong(4)),
        stream,
        epoch,
        span.last(),
        span.first());
  }

  /** Adds one, or replaces the one that begins at the same sequence. */
  void put(long stream, long epoch, Drop drop) throws StationException {
    database.change(
        "INSERT OR REPLACE INTO dropped VALUES (?, ?, ?, ?, ?, ?)",
        stream,
        epoch,
        drop.span.first(),
        drop.span.last(),
        drop.count,
        drop.explained);
  }

  /** Takes one out. */
  void remove(long stream, long epoch, Drop drop) throws StationException {
    database.change(
        "DELETE FROM dropped WHERE stream = ? AND epoch = ? AND first = ?",
        stream,
        epoch,
        drop.span.first());
  }
}
