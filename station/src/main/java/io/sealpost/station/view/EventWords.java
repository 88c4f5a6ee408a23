package io.sealpost.station.view;

import io.sealpost.protocol.DeviceStatus;
import java.util.Locale;

/** Names of constants, as they are shown. */
final class EventWords {
  private EventWords() {}

  /** {@code online}, {@code degraded} or {@code offline}. */
  static String of(DeviceStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** A constant's name in lower case with hyphens: {@code not-authentic}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
