package io.sealpost.device.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** That by which people are known, as the file has it. */
final class IdentityTexts {
  /** Bluetooth Core vol 2 part E section 7.3.11. */
  private static final int MAX_NAME_BYTES = 248;

  private static final String UUID_FORM = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

  private IdentityTexts() {}

  static Identity bluetooth(String text) {
    return new Identity.Bluetooth(new MacAddress(text));
  }

  static Identity hardware(String text) {
    return new Identity.Hardware(new MacAddress(text));
  }

  /** Only literals: a name would be looked up again and again, and sent to a name server. */
  static Identity host(String text) {
    InetAddress address =
        IpLiteral.parse(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"" + text + "\" must be an IP address, 192.0.2.17 or fd00::17"));
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress()) {
      throw new IllegalArgumentException("\"" + text + "\" must be the address of one other host");
    }
    return new Identity.Host(address);
  }

  static Identity bluetoothName(String text) {
    Texts.plain(text, MAX_NAME_BYTES);
    if (text.getBytes(UTF_8).length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be at most " + MAX_NAME_BYTES + " bytes of UTF-8");
    }
    return new Identity.BluetoothName(text);
  }

  static Identity iBeacon(String text) {
    String[] parts =
        Texts.matching(
                text,
                UUID_FORM + "(/[0-9]{1,5}){0,2}",
                "a UUID, perhaps with /major or /major/minor, each 0 to 65535")
            .split("/", -1);
    return new Identity.IBeacon(
        UUID.fromString(parts[0]), number(text, parts, 1), number(text, parts, 2));
  }

  private static OptionalInt number(String text, String[] parts, int index) {
    if (index >= parts.length) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(parts[index]);
    if (number > 0xFFFF) {
      throw new IllegalArgumentException(
          "\"" + text + "\": " + number + " must be 0 to 65535, as all numbers of an iBeacon");
    }
    return OptionalInt.of(number);
  }

  static Identity eddystone(String text) {
    String[] parts =
        Texts.matching(
                text,
                "[0-9A-Fa-f]{20}(/[0-9A-Fa-f]{12})?",
                "a namespace of 20 hexadecimal digits, perhaps with / and an instance of 12")
            .toLowerCase(Locale.ROOT)
            .split("/", -1);
    return new Identity.Eddystone(
        parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
  }
}
