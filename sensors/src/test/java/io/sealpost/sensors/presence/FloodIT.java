package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.Samples;
import io.sealpost.sensors.SensorException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Measures what a flood costs; the figures are in its output and in docs/presence.md. */
class FloodIT {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int HOUR = 100_000;
  private static final long MOST_GROWTH = 256 << 10;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final SplittableRandom random = new SplittableRandom(7);
  private final FakeScanner hci0 = new FakeScanner("hci0", Radio.BLUETOOTH);
  private final ManualTicker ticker = new ManualTicker();
  private long now;

  private final PresenceSensor sensor =
      new PresenceSensor(
          new StreamName("devices"),
          List.of(Devices.ann(), Devices.person("Bob", new Identity.Rotating(new CountingKey()))),
          PresenceRules.USUAL,
          List.of(hci0),
          () -> now,
          ticker);

  private long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }

  private void requireAnnHere() throws SensorException {
    Reading.Presence reading = assertInstanceOf(Reading.Presence.class, sensor.sample(Samples.NOW));
    assertTrue(reading.people().get(0).isPresent());
  }

  private void hour() throws SensorException {
    for (int i = 0; i < HOUR; i++) {
      now += 3_600 * SECOND / HOUR;
      MacAddress address = Devices.address(Devices.resolvable(random.nextLong()));
      hci0.ear().heard(Devices.bluetooth(address, Sighting.AddressType.RANDOM, -70));
      if (i % 500 == 0) {
        hci0.ear().listening();
        hci0.ear().heard(Devices.tag(-60));
        ticker.tick();
      }
    }
    requireAnnHere();
  }

  @Test
  void theHeapIsFlatFromHourToHour() throws SensorException {
    sensor.sample(Samples.NOW);
    hour();
    long before = usedHeap();
    for (int i = 0; i < 5; i++) {
      hour();
    }
    long growth = usedHeap() - before;
    System.out.printf("heap after 1 h %d KiB, after 6 h %+d KiB%n", before >> 10, growth >> 10);
    assertTrue(growth < MOST_GROWTH, growth + " bytes more after five hours");
  }

  @Test
  void whatASightingCosts() throws SensorException {
    sensor.sample(Samples.NOW);
    Sighting[] crowd = new Sighting[1_000];
    for (int i = 0; i < crowd.length; i++) {
      crowd[i] = Devices.random(Devices.resolvable(random.nextLong()), -70);
    }
    crowd[0] = Devices.tag(-60);
    long elapsed = 0;
    int rounds = 60;
    for (int round = 0; round < 2 * rounds; round++) {
      long start = System.nanoTime();
      for (Sighting sighting : crowd) {
        now += SECOND / crowd.length;
        hci0.ear().heard(sighting);
      }
      hci0.ear().listening();
      ticker.tick();
      elapsed += round < rounds ? 0 : System.nanoTime() - start;
    }
    System.out.printf(
        "%.2f microseconds a sighting, 1,000 a second for a minute, address resolution left out%n",
        elapsed / 1_000.0 / (rounds * crowd.length));
    requireAnnHere();
  }
}
