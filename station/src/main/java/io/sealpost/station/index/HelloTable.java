package io.sealpost.station.index;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.store.HelloShelf;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest trusted hello of each device among those that came to one {@code watch}. What it is
 * sent may be older than what another command saw meanwhile: only its own can tell it what is out
 * of order. For one thread.
 */
final class HelloTable implements HelloShelf {
  private final Database database;

  HelloTable(Database database) {
    this.database = database;
  }

  @Override
  public Optional<byte[]> hello(DeviceId device) throws StationException {
    return database.one(
        "SELECT sealed FROM hello WHERE device = ?", row -> row.getBytes(1), device.value());
  }

  /** Durable after the next commit of the index. */
  @Override
  public void replaceHello(DeviceId device, byte[] sealed, Predicate<byte[]> outdated)
      throws StationException {
    if (hello(device).map(outdated::test).orElse(true)) {
      database.change("INSERT OR REPLACE INTO hello VALUES (?, ?)", device.value(), sealed);
    }
  }
}
