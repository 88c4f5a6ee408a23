package io.sealpost.sensors.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedPresenceTest {
  private static final StreamName STREAM = new StreamName("devices");
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final SimulatedPresence sensor = new SimulatedPresence(STREAM, 42);

  private static List<Person> at(SimulatedPresence sensor, long second) {
    Reading reading = sensor.sample(new ReadingTime.Wall(START.plusSeconds(second), true));
    assertTrue(reading.simulated(), "every reading is marked");
    return assertInstanceOf(Reading.Presence.class, reading).present();
  }

  private static List<String> names(List<Person> present) {
    return present.stream().map(Person::name).toList();
  }

  @Test
  void theDescriptorSaysThatItIsSimulated() {
    assertTrue(sensor.descriptor().simulated());
    assertEquals("simulated presence 42", sensor.descriptor().source());
  }

  @Test
  void theSameSeedAndTimeGiveTheSamePresence() {
    SimulatedPresence twin = new SimulatedPresence(STREAM, 42);
    for (int second = 0; second < 86_400; second += 301) {
      assertEquals(at(sensor, second), at(twin, second));
    }
  }

  @Test
  void anotherSeedIsAnotherHousehold() {
    SimulatedPresence other = new SimulatedPresence(STREAM, 43);
    List<List<String>> one = new ArrayList<>();
    List<List<String>> two = new ArrayList<>();
    for (int second = 0; second < 86_400; second += 300) {
      one.add(names(at(sensor, second)));
      two.add(names(at(other, second)));
    }
    assertNotEquals(one, two);
  }

  @Test
  void everybodyComesAndGoesInADay() {
    Map<String, Integer> changes = new HashMap<>();
    List<String> before = names(at(sensor, 0));
    for (int second = 300; second < 86_400; second += 300) {
      List<String> now = names(at(sensor, second));
      for (String name : List.of("simulated phone", "simulated tablet", "simulated laptop")) {
        changes.merge(name, before.contains(name) == now.contains(name) ? 0 : 1, Integer::sum);
      }
      before = now;
    }
    changes.forEach((name, count) -> assertTrue(count >= 10, name + " changed " + count));
  }

  @Test
  void aVisitGrowsSecondBySecondAndStartsAtZero() {
    Map<String, Duration> before = new HashMap<>();
    for (int second = 0; second < 20_000; second++) {
      Map<String, Duration> now = new HashMap<>();
      for (Person present : at(sensor, second)) {
        Duration grown = before.getOrDefault(present.name(), present.stateFor().minusSeconds(1));
        assertEquals(grown.plusSeconds(1), present.stateFor(), "at " + second);
        if (second > 0 && !before.containsKey(present.name())) {
          assertEquals(Duration.ZERO, present.stateFor(), "at " + second);
        }
        now.put(present.name(), present.stateFor());
      }
      before = now;
    }
  }

  @Test
  void noRealDeviceHasTheirAddresses() {
    for (int second = 0; second < 86_400; second += 300) {
      for (Person present : at(sensor, second)) {
        assertTrue(present.mac().orElseThrow().startsWith("02:00:00:00:00:0"));
      }
    }
  }

  @Test
  void itWorksBeforeTheClockIsSet() {
    ReadingTime boot =
        new ReadingTime.SinceBoot(new BootId("0123456789abcdef"), Duration.ofSeconds(1));
    assertTrue(sensor.sample(boot).simulated());
    sensor.close();
  }
}
