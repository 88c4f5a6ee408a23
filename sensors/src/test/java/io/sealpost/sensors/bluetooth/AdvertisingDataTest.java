package io.sealpost.sensors.bluetooth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sealpost.sensors.presence.Advertisement;
import io.sealpost.sensors.presence.Identity;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AdvertisingDataTest {
  private static final String BEACON =
      "02 01 06 1A FF 4C 00 02 15 F7 82 6D A6 4F A2 4E 98 80 24 BC 5B 71 E0 89 3E 00 07 FF FE C5";
  private static final String EDDYSTONE =
      "02 01 06 03 03 AA FE 17 16 AA FE 00 EC 00 11 22 33 44 55 66 77 88 99 00 00 00 00 00 01 00 00";

  @Test
  void proximityBeaconOfAppleIsRead() {
    Identity.IBeacon expected =
        new Identity.IBeacon(
            UUID.fromString("f7826da6-4fa2-4e98-8024-bc5b71e0893e"),
            OptionalInt.of(7),
            OptionalInt.of(65534));
    assertEquals(Optional.of(expected), parse(BEACON).iBeacon());
  }

  @Test
  void uidFrameOfEddystoneIsRead() {
    Identity.Eddystone expected =
        new Identity.Eddystone("00112233445566778899", Optional.of("000000000001"));
    assertEquals(Optional.of(expected), parse(EDDYSTONE).eddystone());
  }

  @Test
  void uidFrameWithoutReservedBytesIsRead() {
    Advertisement found =
        parse("15 16 AA FE 00 EC 00 11 22 33 44 55 66 77 88 99 00 00 00 00 00 01");
    assertEquals(
        Optional.of("000000000001"), found.eddystone().flatMap(Identity.Eddystone::instance));
  }

  @Test
  void urlFrameOfEddystoneIsNoIdentity() {
    assertEquals(
        Advertisement.NOTHING,
        parse("03 03 AA FE 11 16 AA FE 10 F8 03 67 6F 6F 2E 67 6C 2F 50 48 6E 53 64 6D"));
  }

  @Test
  void completeNameWinsOverShortenedOne() {
    assertEquals(Optional.of("Bag tag"), parse("08 09 42 61 67 20 74 61 67 04 08 42 61 67").name());
    assertEquals(Optional.of("Bag"), parse("04 08 42 61 67").name());
  }

  @Test
  void zerosAfterNameAndBetweenPartsArePassedOver() {
    assertEquals(Optional.of("Bag"), parse("02 01 06 00 00 06 09 42 61 67 00 00").name());
  }

  @Test
  void nameThatIsNoUtf8IsNoName() {
    assertEquals(Advertisement.NOTHING, parse("04 09 C3 28 41"));
  }

  @Test
  void emptyNameIsNoName() {
    assertEquals(Advertisement.NOTHING, parse("01 09 02 01 06"));
  }

  @Test
  void partThatIsCutOffEndsTheSequence() {
    assertEquals(Optional.of("B"), parse("02 09 42 1A FF 4C 00 02 15").name());
    assertEquals(Optional.empty(), parse("02 09 42 1A FF 4C 00 02 15").iBeacon());
    assertEquals(Advertisement.NOTHING, parse("FF"));
    assertEquals(Advertisement.NOTHING, parse(""));
  }

  @Test
  void everyPrefixOfGoodDataIsHarmless() {
    byte[] whole = bytes(BEACON);
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = java.util.Arrays.copyOf(whole, length);
      assertEquals(Advertisement.NOTHING, AdvertisingData.parse(prefix), "of " + length + " bytes");
    }
  }

  @Test
  void beaconOfAnotherCompanyOrLengthIsNone() {
    assertEquals(Optional.empty(), parse(BEACON.replace("4C 00", "4D 00")).iBeacon());
    assertEquals(Optional.empty(), parse(BEACON.replace("02 15", "02 14")).iBeacon());
    assertEquals(Optional.empty(), parse(BEACON.replace("02 15", "10 15")).iBeacon());
  }

  @Test
  void garbageOfAnyLengthIsHarmless() {
    Random random = new Random(11);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            byte[] data = new byte[random.nextInt(64)];
            random.nextBytes(data);
            Advertisement found = AdvertisingData.parse(data);
            found.name().ifPresent(name -> assertEquals(Optional.of(name), DeviceName.of(name)));
          }
        });
  }

  @Test
  void whatExceedsTheLongestAdvertisementIsPassedOver() {
    byte[] data = new byte[AdvertisingData.MAX_BYTES + 3];
    data[AdvertisingData.MAX_BYTES] = 2;
    data[AdvertisingData.MAX_BYTES + 1] = 9;
    data[AdvertisingData.MAX_BYTES + 2] = 'B';
    assertEquals(Advertisement.NOTHING, AdvertisingData.parse(data));
  }

  private static Advertisement parse(String hex) {
    return AdvertisingData.parse(bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
