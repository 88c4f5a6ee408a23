package io.sealpost.sensors.wifi;

import io.sealpost.sensors.MacAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers what {@code iw} prints of one station. Made for one station, then thrown away. */
final class StationBuilder {
  private static final Pattern MILLISECONDS = Pattern.compile("([0-9]{1,10}) ms");

  /** In brackets follows the strength at each antenna. */
  private static final Pattern DBM = Pattern.compile("(-?[0-9]{1,3}) (?:\\[[-0-9, ]*] )?dBm");

  private final MacAddress address;

  // Owned by the thread that reads.
  private Duration inactive = Duration.ZERO;
  private OptionalInt signal = OptionalInt.empty();
  private OptionalInt average = OptionalInt.empty();
  private boolean admitted = true;

  StationBuilder(MacAddress address) {
    this.address = address;
  }

  /**
   * Takes in one line.
   *
   * @return false if it cannot be understood; lines that tell something else are
   */
  boolean accept(String key, String value) {
    return switch (key) {
      case "inactive time" -> inactive(value);
      case "signal" -> {
        signal = dbm(value);
        yield DBM.matcher(value).matches();
      }
      case "signal avg" -> {
        average = dbm(value);
        yield DBM.matcher(value).matches();
      }
      case "authorized", "associated" -> {
        // Some drivers do not tell; none of theirs is in the list without having been admitted.
        admitted &= value.equals("yes");
        yield value.equals("yes") || value.equals("no");
      }
      default -> true;
    };
  }

  Station build() {
    return new Station(address, inactive, signal.isPresent() ? signal : average, admitted);
  }

  private boolean inactive(String value) {
    Matcher matcher = MILLISECONDS.matcher(value);
    if (!matcher.matches()) {
      return false;
    }
    inactive = Duration.ofMillis(Long.parseLong(matcher.group(1)));
    return true;
  }

  private static OptionalInt dbm(String value) {
    Matcher matcher = DBM.matcher(value);
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int dbm = Integer.parseInt(matcher.group(1));
    return dbm < -127 || dbm > 20 ? OptionalInt.empty() : OptionalInt.of(dbm);
  }
}
