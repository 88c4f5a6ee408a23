package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Streets full of people with phones, and five who live here. */
class FloodTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int PEOPLE = 5;

  private final SplittableRandom random = new SplittableRandom(42);
  private final List<CountingKey> keys = new ArrayList<>();
  private final PresenceDecision decision;

  FloodTest() {
    List<KnownPerson> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      CountingKey key = new CountingKey(own(i));
      keys.add(key);
      people.add(Devices.person("person " + i, new Identity.Rotating(key)));
    }
    decision =
        new PresenceDecision(
            people, PresenceRules.USUAL, List.of(new FakeScanner("hci0", Radio.BLUETOOTH)), 0);
  }

  private static MacAddress own(int person) {
    return Devices.address(Devices.resolvable(0x0A_BC_DE_00_00_00L + person));
  }

  private void hear(MacAddress address, long now) {
    int dbm = random.nextInt(-100, -40);
    decision.heard(0, Devices.bluetooth(address, Sighting.AddressType.RANDOM, dbm), now);
  }

  private MacAddress anybody() {
    return Devices.address(Devices.resolvable(random.nextLong()));
  }

  private void tick(long now) {
    decision.listening(0, now);
    decision.step(now);
  }

  private void requireAllPresent(long now) {
    Reading.Presence reading = decision.report(Samples.NOW, now);
    assertEquals(PEOPLE, reading.count().present());
    assertTrue(reading.people().stream().allMatch(Person::isPresent));
  }

  @Test
  void aHundredThousandAddressesInAnHourLeaveTheTablesAtTheirBounds() {
    int heard = 0;
    for (int second = 0; second < 3_600; second++) {
      long now = second * SECOND;
      for (; heard < (second + 1) * 100_000L / 3_600; heard++) {
        hear(anybody(), now);
      }
      if (second % 60 == 0) {
        for (int person = 0; person < PEOPLE; person++) {
          hear(own(person), now);
        }
        requireAllPresent(now);
      }
      tick(now);
    }
    assertEquals(100_000, heard);
    int tables = AddressCache.CAPACITY + StrangerTable.MAX_NEWCOMERS;
    assertEquals(tables, decision.remembered(), "full, and no fuller");
    assertEquals(0, decision.report(Samples.NOW, 3_600 * SECOND).count().strangers().orElse(-1));
  }

  @Test
  void anAddressOfAPersonIsTriedAgainOnlyWhenTheFloodPushedItOut() {
    aHundredThousandAddressesInAnHourLeaveTheTablesAtTheirBounds();
    int tries = keys.get(0).tries;
    assertTrue(tries < 100_000 + 60 * PEOPLE, tries + " tries");
  }

  @Test
  void aThousandAdvertisementsASecondHideNobody() {
    List<MacAddress> crowd = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      crowd.add(anybody());
    }
    for (int i = 0; i < 60_000; i++) {
      long now = i * SECOND / 1_000;
      boolean known = i % 4_000 == 0;
      hear(known ? own(i / 4_000 % PEOPLE) : crowd.get(random.nextInt(crowd.size())), now);
      if (i % 5_000 == 0) {
        tick(now);
      }
    }
    tick(60 * SECOND);
    requireAllPresent(60 * SECOND);
    assertTrue(decision.remembered() <= 2 * 400 + PEOPLE, decision.remembered() + "");
    int tries = keys.get(PEOPLE - 1).tries;
    assertEquals(400 + 1, tries, "each address is tried once against the last key");
    int strangers = decision.report(Samples.NOW, 60 * SECOND).count().strangers().orElse(-1);
    assertTrue(strangers > 390 && strangers <= 400, strangers + " strangers");
  }
}
