package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class DevicesTest {
  private static final String KEYS = path(1);

  private final Devices devices = new Devices();

  @Test
  void deviceThatComesWithSignalStrengthIsHeard() {
    Sighting.Bluetooth heard =
        bluetooth(devices.added(KEYS, properties(1, Map.of("RSSI", (short) -61))));
    assertEquals(new MacAddress("C4:00:00:00:00:01"), heard.address());
    assertEquals(AddressType.RANDOM, heard.type());
    assertEquals(OptionalInt.of(-61), heard.rssiDbm());
  }

  @Test
  void deviceThatComesWithoutSignalStrengthIsNotHeard() {
    assertEquals(Optional.empty(), devices.added(KEYS, properties(1, Map.of())));
    assertTrue(devices.knows(KEYS));
  }

  @Test
  void unknownSignalStrengthIsNoHit() {
    devices.added(KEYS, properties(1, Map.of()));
    assertEquals(Optional.empty(), devices.changed(KEYS, Map.of("RSSI", (short) 127)));
    assertEquals(Optional.empty(), devices.changed(KEYS, Map.of()), "invalidated");
    assertEquals(Optional.empty(), devices.changed(KEYS, Map.of("Connected", false)));
  }

  @Test
  void signalStrengthThatCannotBeIsLeftOut() {
    devices.added(KEYS, properties(1, Map.of()));
    for (int dbm : new int[] {-128, 21, 127, Short.MAX_VALUE, Short.MIN_VALUE}) {
      assertEquals(
          Optional.empty(), devices.changed(KEYS, Map.of("RSSI", (short) dbm)), dbm + " dBm");
    }
    assertTrue(devices.changed(KEYS, Map.of("RSSI", (short) -127)).isPresent());
    assertTrue(devices.changed(KEYS, Map.of("RSSI", (short) 20)).isPresent());
  }

  @Test
  void nameThatComesLaterIsRememberedAndNoHit() {
    devices.added(KEYS, properties(1, Map.of()));
    assertEquals(Optional.empty(), devices.changed(KEYS, Map.of("Name", "Keys")));
    Sighting.Bluetooth heard = bluetooth(devices.changed(KEYS, Map.of("RSSI", (short) -50)));
    assertEquals(Optional.of("Keys"), heard.advertisement().name());
  }

  @Test
  void serviceDataIsAHitAndKept() {
    devices.added(KEYS, properties(1, Map.of()));
    String eddystone = "0000feaa-0000-1000-8000-00805f9b34fb";
    List<Byte> frame = bytes("00ec001122334455667788990000000000010000");
    assertTrue(devices.changed(KEYS, Map.of("ServiceData", Map.of(eddystone, frame))).isPresent());
    Sighting.Bluetooth heard = bluetooth(devices.changed(KEYS, Map.of("RSSI", (short) -50)));
    assertEquals(
        "00112233445566778899", heard.advertisement().eddystone().orElseThrow().namespace());
  }

  @Test
  void deviceThatIsNotKnownIsNotGuessed() {
    assertFalse(devices.knows(KEYS));
    assertEquals(Optional.empty(), devices.changed(KEYS, Map.of("RSSI", (short) -50)));
  }

  @Test
  void deviceWithoutAddressIsNone() {
    assertEquals(Optional.empty(), devices.added(KEYS, Map.of("RSSI", (short) -50)));
    assertEquals(
        Optional.empty(), devices.added(KEYS, Map.of("Address", "x", "RSSI", (short) -50)));
    assertEquals(Optional.empty(), devices.added(KEYS, Map.of("Address", 7L)));
    assertEquals(0, devices.size());
  }

  @Test
  void floodOfAddressesIsBoundedAndSparesThoseHeardAgain() {
    devices.added(KEYS, properties(1, Map.of("RSSI", (short) -60)));
    devices.changed(KEYS, Map.of("RSSI", (short) -60));
    for (int i = 2; i < 100_000; i++) {
      devices.added(path(i), properties(i, Map.of("RSSI", (short) -90)));
    }
    assertTrue(devices.knows(KEYS));
    assertTrue(devices.size() <= Devices.MAX_NEW + Devices.MAX_KNOWN, devices.size() + " devices");
  }

  @Test
  void deviceThatIsRemovedIsForgotten() {
    devices.added(KEYS, properties(1, Map.of()));
    devices.removed(KEYS);
    assertFalse(devices.knows(KEYS));
  }

  private static String path(int number) {
    return "/org/bluez/hci0/dev_" + address(number).replace(':', '_');
  }

  private static String address(int number) {
    return String.format(
        "C4:00:00:%02X:%02X:%02X", number >> 16, number >> 8 & 0xFF, number & 0xFF);
  }

  private static Map<String, Object> properties(int number, Map<String, Object> more) {
    Map<String, Object> all = new java.util.HashMap<>(more);
    all.put("Address", address(number));
    all.put("AddressType", "random");
    return all;
  }

  private static List<Byte> bytes(String hex) {
    List<Byte> out = new ArrayList<>();
    for (byte b : HexFormat.of().parseHex(hex)) {
      out.add(b);
    }
    return out;
  }

  private static Sighting.Bluetooth bluetooth(Optional<Sighting> sighting) {
    return (Sighting.Bluetooth) sighting.orElseThrow();
  }
}
