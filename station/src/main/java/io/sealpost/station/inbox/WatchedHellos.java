package io.sealpost.station.inbox;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.store.HelloShelf;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hellos of one {@code watch}: judged by those that came to it, and told to the other commands.
 *
 * @param own what came to it
 * @param shared what all commands tell each other; written and never read
 */
record WatchedHellos(HelloShelf own, HelloShelf shared) implements HelloShelf {
  @Override
  public Optional<byte[]> hello(DeviceId device) throws StationException {
    return own.hello(device);
  }

  @Override
  public void replaceHello(DeviceId device, byte[] sealed, Predicate<byte[]> outdated)
      throws StationException {
    own.replaceHello(device, sealed, outdated);
    shared.replaceHello(device, sealed, outdated);
  }

  @Override
  public void replaceHellos(Map<DeviceId, Fresh> fresh) throws StationException {
    own.replaceHellos(fresh);
    shared.replaceHellos(fresh);
  }
}
