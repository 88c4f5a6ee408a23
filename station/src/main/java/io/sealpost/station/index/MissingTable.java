package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.util.List;

/** The sequences that are missing, as ranges. For one thread. */
final class MissingTable {
  private final Database database;

  MissingTable(Database database) {
    this.database = database;
  }

  /** Adds sequences of which none is in it. */
  void add(long stream, long epoch, Span span) throws StationException {
    database.change(
        "INSERT INTO missing VALUES (?, ?, ?, ?)", stream, epoch, span.first(), span.last());
  }

  /** What is missing within a span, in order. */
  List<Span> within(long stream, long epoch, Span span) throws StationException {
    return rows(stream, epoch, span).stream().map(row -> row.within(span)).toList();
  }

  /** Takes sequences out, whether they are in it or not. */
  void remove(long stream, long epoch, Span span) throws StationException {
    for (Span row : rows(stream, epoch, span)) {
      database.change(
          "DELETE FROM missing WHERE stream = ? AND epoch = ? AND first = ?",
          stream,
          epoch,
          row.first());
      if (row.first() < span.first()) {
        add(stream, epoch, new Span(row.first(), span.first() - 1));
      }
      if (row.last() > span.last()) {
        add(stream, epoch, new Span(span.last() + 1, row.last()));
      }
    }
  }

  /** The rows that overlap a span; only the last one that begins before it can. */
  private List<Span> rows(long stream, long epoch, Span span) throws StationException {
    return database.all(
        """
        SELECT first, last FROM missing
        WHERE stream = ?1 AND epoch = ?2 AND first <= ?4 AND last >= ?3
          AND first >= coalesce(
            (SELECT max(first) FROM missing WHERE stream = ?1 AND epoch = ?2 AND first <= ?3), ?3)
        ORDER BY first
        """,
        row -> new Span(row.getLong(1), row.getLong(2)),
        stream,
        epoch,
        span.first(),
        span.last());
  }
}
