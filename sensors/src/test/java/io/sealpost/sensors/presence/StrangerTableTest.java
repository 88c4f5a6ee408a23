package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.presence.PresenceRules.Strangers;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StrangerTableTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private StrangerTable table = new StrangerTable(Strangers.LIST);

  private void heard(long number, int dbm, long second) {
    table.heard(Devices.random(number, dbm), second * SECOND);
  }

  private int count(long second) {
    table.step(second * SECOND);
    return table.count().orElseThrow();
  }

  @Test
  void whoIsHeardTwiceWithinAMinuteCounts() {
    heard(1, -60, 0);
    assertEquals(0, count(0));
    heard(1, -60, 60);
    assertEquals(1, count(60));
  }

  @Test
  void whoPassesByDoesNot() {
    heard(1, -60, 0);
    heard(1, -60, 61);
    assertEquals(0, count(61));
  }

  @Test
  void whoIsWeakDoesNot() {
    for (int second = 0; second < 30; second++) {
      heard(1, -86, second);
      heard(2, -85, second);
    }
    assertEquals(1, count(30));
  }

  @Test
  void whoIsNoLongerHeardCountsForFiveMinutes() {
    heard(1, -60, 0);
    heard(1, -60, 10);
    heard(2, -60, 100);
    heard(2, -60, 101);
    assertEquals(2, count(309));
    assertEquals(1, count(310));
    assertEquals(0, count(401));
    assertEquals(0, table.list(64, 401 * SECOND).size());
  }

  @Test
  void hitsThatAreTooFarApartDoNotProlongIt() {
    heard(1, -60, 0);
    heard(1, -60, 10);
    heard(1, -60, 200);
    assertEquals(0, count(310));
  }

  @Test
  void theStrongestAreListed() {
    for (int i = 0; i < 100; i++) {
      heard(i, -80 + i / 2, 0);
      heard(i, -80 + i / 2, 20);
    }
    List<Person> listed = table.list(3, 30 * SECOND);
    assertEquals(3, listed.size());
    Person first = listed.get(0);
    assertEquals(OptionalInt.of(-31), first.rssiDbm());
    assertFalse(first.known());
    assertTrue(first.isPresent());
    assertEquals("unknown", first.name());
    assertEquals(Optional.of("00:00:00:00:00:62"), first.mac());
    assertEquals(Radio.BLUETOOTH, first.radio());
    assertEquals(Duration.ofSeconds(30), first.stateFor());
  }

  @Test
  void aListedNameIsMadeFitToBeShown() {
    Sighting named =
        Devices.says(
            new Advertisement(
                Optional.of("TV\u0000\u202E" + "x".repeat(200)),
                Optional.empty(),
                Optional.empty()));
    table.heard(named, 0);
    table.heard(named, SECOND);
    assertEquals("TV" + "x".repeat(62), table.list(64, SECOND).get(0).name());
  }

  @Test
  void aNameOfNothingIsNone() {
    Sighting named =
        Devices.says(new Advertisement(Optional.of("\u0007 "), Optional.empty(), Optional.empty()));
    table.heard(named, 0);
    table.heard(named, SECOND);
    assertEquals("unknown", table.list(64, SECOND).get(0).name());
  }

  @Test
  void stationsCountAndHostsDoNot() throws java.io.IOException {
    Sighting station = new Sighting.Station(Devices.PHONE_WIFI, OptionalInt.of(-50), Duration.ZERO);
    Sighting host =
        new Sighting.Neighbour(
            InetAddress.getByName("192.0.2.1"), Optional.of(Devices.TAG), Duration.ZERO);
    for (int second = 0; second < 2; second++) {
      table.heard(station, second * SECOND);
      table.heard(host, second * SECOND);
    }
    assertEquals(1, count(2));
    assertEquals(Radio.WIFI, table.list(64, 2 * SECOND).get(0).radio());
  }

  @Test
  void aDeviceWithoutLevelDoesNotCount() {
    Sighting silent =
        new Sighting.Bluetooth(
            Devices.TAG,
            AddressType.PUBLIC,
            Advertisement.NOTHING,
            OptionalInt.empty(),
            Duration.ZERO);
    table.heard(silent, 0);
    table.heard(silent, SECOND);
    assertEquals(0, count(1));
  }

  @Test
  void wherePeopleAreOnlyCountedNobodyIsListed() {
    table = new StrangerTable(Strangers.COUNT);
    heard(1, -60, 0);
    heard(1, -60, 1);
    assertEquals(1, count(1));
    assertEquals(List.of(), table.list(64, SECOND));
  }

  @Test
  void whereStrangersAreIgnoredNothingIsRemembered() {
    table = new StrangerTable(Strangers.IGNORE);
    heard(1, -60, 0);
    heard(1, -60, 1);
    assertEquals(OptionalInt.empty(), table.count());
    assertEquals(0, table.remembered());
  }

  @Test
  void aFloodOfAddressesHeardOncePushesOutNobodyHeardTwice() {
    heard(1, -60, 0);
    heard(1, -60, 1);
    for (int i = 0; i < 100_000; i++) {
      heard(1_000 + i, -60, 2);
    }
    assertEquals(1, count(2));
    assertEquals(StrangerTable.MAX_NEWCOMERS + 1, table.remembered());
  }

  @Test
  void aFloodOfAddressesHeardTwiceIsBoundedToo() {
    for (int i = 0; i < 100_000; i++) {
      heard(i, -60, 2);
      table.heard(Devices.random(i, -60), 2 * SECOND + 1);
    }
    assertEquals(StrangerTable.MAX_COUNTED, count(2));
    assertEquals(StrangerTable.MAX_COUNTED, table.remembered());
  }
}
