package io.sealpost.sensors.esp32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Advertisement;
import io.sealpost.sensors.presence.Sighting;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanLineTest {
  private static final String ADDRESS = "+BLESCAN:\"5b:3b:6c:51:90:49\",";

  private static Sighting.Bluetooth read(String line) {
    return assertInstanceOf(Sighting.Bluetooth.class, ScanLine.parse(line).orElseThrow());
  }

  @Test
  void aDeviceIsReadAsTheGuideShowsIt() {
    assertEquals(
        new Sighting.Bluetooth(
            new MacAddress("5B:3B:6C:51:90:49"),
            AddressType.RANDOM,
            Advertisement.NOTHING,
            OptionalInt.of(-87),
            Duration.ZERO),
        read(ADDRESS + "-87,02011a020a0c0aff4c001005071c3024dc,,1"));
  }

  @Test
  void itsNameMayBeInTheAdvertisementOrTheScanResponse() {
    assertEquals(
        Optional.of("keys"), read(ADDRESS + "-50,02010605096b657973,,0").advertisement().name());
    assertEquals(
        Optional.of("keys"), read(ADDRESS + "-50,020106,05096b657973,0").advertisement().name());
  }

  @ParameterizedTest
  @CsvSource({"0, PUBLIC", "1, RANDOM", "2, PUBLIC", "3, RANDOM"})
  void everyTypeOfAddressIsKnown(String digit, AddressType type) {
    assertEquals(type, read(ADDRESS + "-50,,," + digit).type());
  }

  @Test
  void moreFieldsAndQuotesOfOtherVersionsDoNotMatter() {
    assertEquals(OptionalInt.of(-81), read(ADDRESS + "-81,1bff75,,0,3").rssiDbm());
    assertEquals(Optional.of("k"), read(ADDRESS + "-81,\"02096b\",\"\",0").advertisement().name());
  }

  @Test
  void anUnknownStrengthIsLeftOut() {
    assertEquals(OptionalInt.empty(), read(ADDRESS + "127,,,0").rssiDbm());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "+BLESCAN:",
        "+BLESCAN:\"5b:3b:6c:51:90\",-50,,,0",
        "+BLESCAN:\":::::::::::::::::\",-50,,,0",
        ADDRESS + "-50,020,,0",
        ADDRESS + "-50,0201060,6,0",
        ADDRESS + "-50,0g,,0",
        ADDRESS + "-50,,,4",
        ADDRESS + "-50,,",
        ADDRESS + "-5000,,,0",
        "AT" + ADDRESS + "-50,,,0"
      })
  void whatIsDamagedIsNone(String line) {
    assertEquals(Optional.empty(), ScanLine.parse(line));
  }

  @Test
  void aLineWithoutEndIsNone() {
    assertEquals(Optional.empty(), ScanLine.parse(ADDRESS + "-50," + "00".repeat(10_000) + ",,0"));
  }
}
