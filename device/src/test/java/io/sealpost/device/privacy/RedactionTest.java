package io.sealpost.device.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.config.PrivacySettings;
import io.sealpost.device.config.PrivacySettings.People;
import io.sealpost.device.config.PrivacySettings.Pseudonyms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final List<String> NAMES = List.of("Frank", "Frank's phone", "J.", "李");

  private static String told(People people, boolean addresses, String text) {
    return new Redaction(new PrivacySettings(people, Pseudonyms.STABLE, addresses), NAMES)
        .apply(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "88:29:9C:00:61:A9 did not answer|(address) did not answer",
        "no 88-29-9c-00-61-a9.|no (address).",
        "/org/bluez/hci0/dev_88_29_9C_00_61_A9: gone|/org/bluez/hci0/dev_(address): gone",
        "no host can be reached (192.0.2.17: no route)|no host can be reached ((address): no route)",
        "no route to fd00::17: give up|no route to (address): give up",
        "to fe80::8a29:9cff:fe00:61a9%eth0|to (address)%eth0",
        "/192.0.2.17 and /fd00:0:0:0:0:0:0:17|/(address) and /(address)",
        "eth0:192.0.2.17.|eth0:(address).",
        "192.0.2.17:9 refused|(address):9 refused",
        "::1|(address)"
      })
  void takesAddressesOut(String text, String expected) {
    for (People people : People.values()) {
      assertEquals(expected, told(people, false, text));
    }
  }

  @Test
  void hardwareAddressesMayBeToldIfThatIsAskedForButNeverIpAddresses() {
    String text = "88:29:9C:00:61:A9 at 192.0.2.17 did not answer";
    assertEquals("88:29:9C:00:61:A9 at (address) did not answer", told(People.NAMES, true, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "there is no I2C bus /dev/i2c-1; add dtparam=i2c_arm=on",
        "TMP102 0x48 on I2C bus 1: Remote I/O error",
        "28-0316a2799dff: bad CRC",
        "last at 12:34:56, version 5.66 of 2.8.0",
        "cafe: dead, bad. a.b be:ad 1:2",
        "no unit hci0, state 5/64"
      })
  void leavesEverythingElse(String text) {
    assertEquals(text, told(People.COUNTS, false, text));
  }

  @Test
  void takesNamesOutUnlessTheyMayBeTold() {
    String text = "Frank's phone, Frank, Frankfurt, J. and 李 cannot be asked";
    assertEquals(text, told(People.NAMES, false, text));
    String expected = "somebody, somebody, Frankfurt, somebody and somebody cannot be asked";
    assertEquals(expected, told(People.PSEUDONYMS, false, text));
    assertEquals(expected, told(People.COUNTS, false, text));
  }

  @ParameterizedTest
  @EnumSource(People.class)
  void isNoTrapForHostileText(People people) {
    String text = "a:".repeat(20_000) + "1.".repeat(20_000) + "$1\\";
    assertEquals(text, told(people, false, text));
  }
}
