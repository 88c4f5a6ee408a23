package io.sealpost.sensors.esp32;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.bluetooth.AdvertisingData;
import io.sealpost.sensors.presence.Sighting;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device in a scan, as the module prints it: {@code
 * +BLESCAN:<addr>,<rssi>,<adv_data>,<scan_rsp_data>,<addr_type>} (ESP-AT User Guide, section
 * "AT+BLESCAN: Enable Bluetooth LE Scanning"). Later versions add more; some put data in quotes.
 */
final class ScanLine {
  /** Two advertisements of the longest in hexadecimal, and the rest. */
  static final int LONGEST = 4 * AdvertisingData.MAX_BYTES + 128;

  private static final Pattern FORM =
      Pattern.compile(
          "\\+BLESCAN:\"([0-9a-fA-F:]{17})\",(-?[0-9]{1,3}),"
              + "\"?([0-9a-fA-F]*)\"?,\"?([0-9a-fA-F]*)\"?,([0-3])(?:,.*)?");

  private ScanLine() {}

  /** Reads one; empty if it is none, or damaged. */
  static Optional<Sighting> parse(String line) {
    if (!line.startsWith("+BLESCAN:") || line.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches() || !MacAddress.isOne(matcher.group(1))) {
      return Optional.empty();
    }
    String data = matcher.group(3) + matcher.group(4);
    if (matcher.group(3).length() % 2 != 0 || data.length() % 2 != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Sighting.Bluetooth(
            new MacAddress(matcher.group(1)),
            addressType(matcher.group(5)),
            AdvertisingData.parse(HexFormat.of().parseHex(data)),
            rssi(Integer.parseInt(matcher.group(2))),
            Duration.ZERO));
  }

  /** 2 and 3 are resolved to the public or static address of a device that it is bonded with. */
  private static AddressType addressType(String digit) {
    return digit.equals("0") || digit.equals("2") ? AddressType.PUBLIC : AddressType.RANDOM;
  }

  private static OptionalInt rssi(int dbm) {
    return dbm < -127 || dbm > 20 ? OptionalInt.empty() : OptionalInt.of(dbm);
  }
}
