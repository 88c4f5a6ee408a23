package io.sealpost.sensors.wifi;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code iw dev wlan0 station dump} prints. Made for one dump, then thrown away. */
final class StationDump {
  /** As many as an access point can number (IEEE 802.11-2020 section 9.4.1.8). */
  static final int MAX_STATIONS = 2007;

  private static final Pattern HEAD =
      Pattern.compile("Station ([0-9a-fA-F:]{17}) \\(on [^\\s)]{1,15}\\)");
  private static final Pattern FACT = Pattern.compile("\\t([^\\t:]{1,40}):\\s*(.{0,200})");

  private final List<Station> stations = new ArrayList<>();
  private @Nullable StationBuilder station;

  private StationDump() {}

  /**
   * Reads a dump.
   *
   * @param text nothing at all where there is no station
   * @return its stations, whether they are admitted or not
   * @throws SensorException if it is no dump, or has more than {@link #MAX_STATIONS}
   */
  static List<Station> parse(String text) throws SensorException {
    StationDump dump = new StationDump();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      dump.accept(line);
    }
    dump.end();
    return dump.stations;
  }

  private void accept(String line) throws SensorException {
    Matcher head = HEAD.matcher(line);
    if (head.matches() && MacAddress.isOne(head.group(1))) {
      end();
      station = new StationBuilder(new MacAddress(head.group(1)));
    } else if (!line.isEmpty()) {
      StationBuilder current = station;
      if (current == null || !line.startsWith("\t")) {
        throw malformed(line);
      }
      fact(current, line);
    }
  }

  /** Tells of one link of several are indented twice, and not looked at. */
  private static void fact(StationBuilder current, String line) throws SensorException {
    Matcher fact = FACT.matcher(line);
    if (fact.matches() && !current.accept(fact.group(1), fact.group(2).strip())) {
      throw malformed(line);
    }
  }

  private void end() throws SensorException {
    StationBuilder last = station;
    if (last == null) {
      return;
    }
    if (stations.size() == MAX_STATIONS) {
      throw new SensorException(
          Kind.BAD_READING, "iw station dump printed more than " + MAX_STATIONS + " stations");
    }
    stations.add(last.build());
    station = null;
  }

  private static SensorException malformed(String line) {
    return new SensorException(
        Kind.BAD_READING,
        "iw station dump printed "
            + Excerpt.of(line)
            + ", which cannot be understood: is it the iw of Debian?");
  }
}
