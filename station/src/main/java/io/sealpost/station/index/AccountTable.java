package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.util.OptionalLong;

/**
 * Up to which sequence of each epoch the books are closed: what came and what is missing is known
 * up to there. For one thread.
 */
final class AccountTable {
  private final Database database;

  AccountTable(Database database) {
    this.database = database;
  }

  /** The last sequence that is accounted for; empty if nothing is known of the epoch. */
  OptionalLong upTo(long stream, long epoch) throws StationException {
    return number("SELECT up_to FROM account WHERE stream = ? AND epoch = ?", stream, epoch);
  }

  void put(long stream, long epoch, long upTo) throws StationException {
    database.change("INSERT OR REPLACE INTO account VALUES (?, ?, ?)", stream, epoch, upTo);
  }

  /** The newest epoch of which something is known. */
  OptionalLong newestEpoch(long stream) throws StationException {
    return number("SELECT epoch FROM account WHERE stream = ? ORDER BY epoch DESC LIMIT 1", stream);
  }

  /** Whether something came of an earlier epoch. */
  boolean isKnownBefore(long stream, long epoch) throws StationException {
    return number("SELECT 1 FROM account WHERE stream = ? AND epoch < ? LIMIT 1", stream, epoch)
        .isPresent();
  }

  private OptionalLong number(String sql, Object... values) throws StationException {
    return database
        .one(sql, row -> row.getLong(1), values)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
