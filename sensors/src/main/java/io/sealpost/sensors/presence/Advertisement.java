package io.sealpost.sensors.presence;

import java.util.Optional;

/**
 * What a Bluetooth device says of itself, as far as presence is concerned.
 *
 * @param name its name, complete or shortened, 1 to 248 bytes of UTF-8
 * @param iBeacon where it is one; with both numbers
 * @param eddystone where it sends the UID frame; with its instance
 */
public record Advertisement(
    Optional<String> name,
    Optional<Identity.IBeacon> iBeacon,
    Optional<Identity.Eddystone> eddystone) {
  /** It says nothing. */
  public static final Advertisement NOTHING =
      new Advertisement(Optional.empty(), Optional.empty(), Optional.empty());
}
