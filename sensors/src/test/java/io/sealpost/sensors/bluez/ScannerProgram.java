package io.sealpost.sensors.bluez;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A process with nothing but a scanner in it. Prints how many hits it had whenever it is asked. */
final class ScannerProgram {
  private ScannerProgram() {}

  /**
   * Runs until its input ends.
   *
   * @param arguments address of the bus, and the beginning of the addresses that are told apart
   */
  public static void main(String[] arguments) throws IOException {
    AtomicLong hits = new AtomicLong();
    Set<String> known = ConcurrentHashMap.newKeySet();
    BluezSettings settings =
        new BluezSettings(
            "hci0",
            BluezSettings.Mode.ACTIVE,
            Duration.ofMinutes(1),
            Duration.ZERO,
            Duration.ZERO,
            true,
            arguments[0]);
    try (BluezScanner scanner = new BluezScanner(settings, List.of())) {
      scanner.start(
          new Ear() {
            @Override
            public void heard(Sighting sighting) {
              hits.incrementAndGet();
              String address = ((Sighting.Bluetooth) sighting).address().text();
              if (address.startsWith(arguments[1])) {
                known.add(address);
              }
            }

            @Override
            public void listening() {}

            @Override
            public void deaf(SensorException why) {
              System.err.println(why.getMessage());
            }
          });
      while (System.in.read() >= 0) {
        System.out.println(hits.get() + " " + known.size());
        known.clear();
      }
    }
  }
}
