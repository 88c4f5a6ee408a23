package io.sealpost.station.view;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one device.
 *
 * @param device which
 * @param format its envelope
 * @param status what the broker says of it, if anything
 * @param hello the newest trusted hello, if there ever was one
 * @param current whether the broker had a hello now; else it is remembered from an earlier run
 * @param alarm what is wrong with the hello that came now, if something is
 * @param desired the intervals last asked for
 */
public record DeviceState(
    DeviceId device,
    Format format,
    Optional<DeviceStatus> status,
    Optional<Hello> hello,
    boolean current,
    Optional<String> alarm,
    Map<StreamName, Duration> desired) {
  /** Copies the map. */
  public DeviceState {
    desired = Map.copyOf(desired);
  }

  /** The status in a word: {@code unknown} if the broker said nothing. */
  String statusWord() {
    return status.map(EventWords::of).orElse("unknown");
  }
}
