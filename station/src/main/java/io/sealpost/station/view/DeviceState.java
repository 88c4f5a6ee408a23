package io.sealpost.station.view;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.station.inbox.Difference;
import io.sealpost.station.site.KeyStage;
import io.sealpost.station.store.Desired;
import java.util.List;
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
 * @param key how far a rotation of its key is
 * @param desired how the operator wants it to be
 */
public record DeviceState(
    DeviceId device,
    Format format,
    Optional<DeviceStatus> status,
    Optional<Hello> hello,
    boolean current,
    Optional<String> alarm,
    KeyStage key,
    Desired desired) {
  /** The status in a word: {@code unknown} if the broker said nothing. */
  String statusWord() {
    return status.map(EventWords::of).orElse("unknown");
  }

  /** What is not as the operator wants it. */
  public List<Difference> differences() {
    return hello.map(said -> Difference.between(desired, said.settings())).orElse(List.of());
  }
}
