package io.sealpost.station.index;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * When boots started, and how many readings of boots whose start is not known were shown without a
 * date. The newest {@link #BOOTS} boots of each device are remembered. For one thread.
 */
public final class BootBook {
  /** How many boots of a device are remembered. */
  public static final int BOOTS = 256;

  private final Database database;

  private record Boot(Optional<Instant> started, long undated) {}

  BootBook(Database database) {
    this.database = database;
  }

  /** When a boot started, if that is known. */
  public Optional<Instant> started(DeviceId device, BootId boot) throws StationException {
    return find(device, boot).flatMap(Boot::started);
  }

  /** Remembers that a reading of a boot was shown without a date. */
  public void undated(DeviceId device, BootId boot) throws StationException {
    long changed =
        database.change(
            "UPDATE boot SET undated = undated + 1 WHERE device = ? AND boot = ?",
            device.value(),
            boot.hex());
    if (changed == 0) {
      database.change(
          "INSERT INTO boot (device, boot, undated) VALUES (?, ?, 1)", device.value(), boot.hex());
      forgetOldest(device);
    }
  }

  /**
   * Learns when a boot started; what was learnt before gives way.
   *
   * @return how many readings of it were shown without a date, each counted once
   */
  public long learn(DeviceId device, BootId boot, Instant started) throws StationException {
    Optional<Boot> known = find(device, boot);
    long millis = started.toEpochMilli();
    if (known.isEmpty()) {
      database.change(
          "INSERT INTO boot (device, boot, started, undated) VALUES (?, ?, ?, 0)",
          device.value(),
          boot.hex(),
          millis);
      forgetOldest(device);
    } else if (!known.get().started.equals(Optional.of(Instant.ofEpochMilli(millis)))) {
      database.change(
          "UPDATE boot SET started = ?, undated = 0 WHERE device = ? AND boot = ?",
          millis,
          device.value(),
          boot.hex());
    }
    return known.map(Boot::undated).orElse(0L);
  }

  private Optional<Boot> find(DeviceId device, BootId boot) throws StationException {
    return database.one(
        "SELECT undated, started FROM boot WHERE device = ? AND boot = ?",
        BootBook::boot,
        device.value(),
        boot.hex());
  }

  private static Boot boot(ResultSet row) throws SQLException {
    long undated = row.getLong(1);
    long started = row.getLong(2);
    return new Boot(
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(started)), undated);
  }

  private void forgetOldest(DeviceId device) throws StationException {
    database.change(
        """
        DELETE FROM boot WHERE device = ?1 AND id <=
          (SELECT id FROM boot WHERE device = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
        """,
        device.value(),
        (long) BOOTS);
  }
}
