package io.sealpost.sensors.presence.replay;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What scanners heard, as comma-separated values: milliseconds since the start, radio, hardware
 * address, and signal strength in dBm where the radio tells. Lines that begin with # are comments.
 *
 * <pre>
 * t_ms,radio,address,rssi
 * 1500,bluetooth,88:29:9C:00:61:A9,-67
 * 2000,lan,02:00:5E:00:53:01,
 * </pre>
 *
 * @param heard in the order of time
 */
public record Trace(List<Heard> heard) {
  private static final String HEAD = "t_ms,radio,address,rssi";

  /**
   * One device, once.
   *
   * @param millis since the start
   */
  public record Heard(long millis, Radio radio, MacAddress address, OptionalInt rssiDbm) {}

  /**
   * @throws IllegalArgumentException if time goes back
   */
  public Trace {
    heard = List.copyOf(heard);
    for (int i = 1; i < heard.size(); i++) {
      if (heard.get(i).millis() < heard.get(i - 1).millis()) {
        throw new IllegalArgumentException(
            "time goes back to " + heard.get(i).millis() + " ms in entry " + (i + 1));
      }
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if a line is malformed; says which
   */
  public static Trace parse(List<String> lines) {
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#") && !line.equals(HEAD)) {
        heard.add(parse(line, i + 1));
      }
    }
    return new Trace(heard);
  }

  private static Heard parse(String line, int number) {
    String[] parts = line.split(",", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "line " + number + ": " + parts.length + " values, not the 4 of " + HEAD);
    }
    try {
      OptionalInt rssi =
          parts[3].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[3]));
      return new Heard(
          Long.parseLong(parts[0]), Radio.ofLabel(parts[1]), new MacAddress(parts[2]), rssi);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }

  /** The same as lines, to be read again. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEAD);
    for (Heard one : heard) {
      String rssi = one.rssiDbm().isPresent() ? String.valueOf(one.rssiDbm().getAsInt()) : "";
      lines.add(one.millis() + "," + one.radio().label() + "," + one.address() + "," + rssi);
    }
    return lines;
  }
}
