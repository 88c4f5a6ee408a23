package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.util.List;

/** The last sequences of epochs that ended, until their books are closed. For one thread. */
final class EndingTable {
  private final Database database;

  /**
   * The end of an epoch.
   *
   * @param last the last sequence that was sealed in it
   */
  record Ending(long epoch, long last) {}

  EndingTable(Database database) {
    this.database = database;
  }

  void put(long stream, Ending ending) throws StationException {
    database.change(
        "INSERT OR REPLACE INTO ending VALUES (?, ?, ?)", stream, ending.epoch, ending.last);
  }

  /** Takes out those of all epochs before one, oldest first. */
  List<Ending> takeBefore(long stream, long epoch) throws StationException {
    List<Ending> taken =
        database.all(
            "SELECT epoch, last FROM ending WHERE stream = ? AND epoch < ? ORDER BY epoch",
            row -> new Ending(row.getLong(1), row.getLong(2)),
            stream,
            epoch);
    if (!taken.isEmpty()) {
      database.change("DELETE FROM ending WHERE stream = ? AND epoch < ?", stream, epoch);
    }
    return taken;
  }
}
