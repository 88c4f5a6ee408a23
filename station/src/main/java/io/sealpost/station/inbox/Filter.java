package io.sealpost.station.inbox;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator wants to see.
 *
 * @param devices patterns of which one must match; none means all
 * @param streams likewise
 */
public record Filter(List<Pattern> devices, List<Pattern> streams) {
  /** Everything. */
  public static final Filter ALL = new Filter(List.of(), List.of());

  /** Copies the patterns. */
  public Filter {
    devices = List.copyOf(devices);
    streams = List.copyOf(streams);
  }

  /**
   * Of globs, in which {@code *} stands for any characters and {@code ?} for one.
   *
   * @param devices of device ids
   * @param streams of stream names
   */
  public static Filter ofGlobs(List<String> devices, List<String> streams) {
    return new Filter(
        devices.stream().map(Filter::pattern).toList(),
        streams.stream().map(Filter::pattern).toList());
  }

  /** Whether the device is wanted. */
  public boolean wants(DeviceId device) {
    return matches(devices, device.value());
  }

  /** Whether the stream is wanted, of whichever device. */
  public boolean wants(StreamName stream) {
    return matches(streams, stream.value());
  }

  private static boolean matches(List<Pattern> patterns, String name) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private static Pattern pattern(String glob) {
    String expression =
        glob.chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(expression);
  }
}
