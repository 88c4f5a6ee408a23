package io.sealpost.sensors.simulated;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Made-up hosts that come and go in slots of five minutes. The same seed and time give the same
 * presence. Their hardware addresses are locally administered, so that no real device has them.
 */
public final class SimulatedPresence implements Sensor {
  private static final List<String> NAMES =
      List.of("simulated phone", "simulated tablet", "simulated laptop");
  private static final long SLOT_SECONDS = 300;
  private static final double AT_HOME = 0.7;

  /** Twelve hours: nobody's visit is told to be longer. */
  private static final int LONGEST_SLOTS = 144;

  private final long seed;
  private final SensorDescriptor descriptor;

  /**
   * @param stream where the readings go
   * @param seed any number; another seed is another household
   */
  public SimulatedPresence(StreamName stream, long seed) {
    this.seed = seed;
    this.descriptor =
        new SensorDescriptor(stream, "", 0, NAMES.size(), 1, true, "simulated presence " + seed);
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) {
    double seconds = SimulatedClock.seconds(now);
    List<Person> present =
        IntStream.range(0, NAMES.size())
            .mapToObj(who -> present(who, seconds))
            .flatMap(Optional::stream)
            .toList();
    return new Reading.Presence(now, true, present);
  }

  @Override
  public void close() {}

  private Optional<Person> present(int who, double seconds) {
    Noise noise = new Noise(seed * NAMES.size() + who);
    long slot = (long) Math.floor(seconds / SLOT_SECONDS);
    if (!isHome(noise, slot)) {
      return Optional.empty();
    }
    long first = slot;
    while (slot - first < LONGEST_SLOTS && isHome(noise, first - 1)) {
      first--;
    }
    Duration presentFor = Duration.ofMillis(Math.round((seconds - first * SLOT_SECONDS) * 1000));
    String mac = "02:00:00:00:00:%02X".formatted(who + 1);
    return Optional.of(
        new Person(
            NAMES.get(who), Optional.of(mac), Reading.Radio.LAN, presentFor, OptionalInt.empty()));
  }

  private static boolean isHome(Noise noise, long slot) {
    return noise.at(slot) < AT_HOME;
  }
}
