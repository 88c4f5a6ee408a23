package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The number that stands for a source in all other tables. For one thread. */
final class StreamTable {
  private static final int CACHED = 1024;

  private final Database database;
  private final Map<Source, Long> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Long> eldest) {
          return size() > CACHED;
        }
      };

  StreamTable(Database database) {
    this.database = database;
  }

  /** The number of a source, given to it now if it has none yet. */
  long id(Source source) throws StationException {
    Long cached = cache.get(source);
    if (cached != null) {
      return cached;
    }
    Optional<Long> present = find(source);
    if (present.isEmpty()) {
      database.change(
          "INSERT INTO stream (device, kid, name) VALUES (?, ?, ?)",
          source.device().value(),
          source.kid(),
          source.channel().stream());
      present = find(source);
    }
    long id = present.orElseThrow();
    cache.put(source, id);
    return id;
  }

  private Optional<Long> find(Source source) throws StationException {
    return database.one(
        "SELECT id FROM stream WHERE device = ? AND kid = ? AND name = ?",
        row -> row.getLong(1),
        source.device().value(),
        source.kid(),
        source.channel().stream());
  }
}
