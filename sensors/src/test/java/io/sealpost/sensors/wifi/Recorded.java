package io.sealpost.sensors.wifi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What iw 5.19 printed on Linux 6.1, of mac80211_hwsim with hostapd on {@code wlan0} and a station
 * on {@code wlan1}.
 */
final class Recorded {
  private Recorded() {}

  static String text(String name) throws IOException {
    try (InputStream stream = Recorded.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
