package io.sealpost.station.site;

import java.util.Locale;
import java.util.Optional;

/** How far a rotation of a device's key is. */
public enum KeyStage {
  /** None is under way. */
  SETTLED(""),
  /** The next key is drawn; nobody knows yet whether the device has it. */
  PENDING("a rotation is under way"),
  /** The device has the key, and may obey the one before still. */
  UNCONFIRMED("may obey its key from before still");

  private final String fact;

  KeyStage(String fact) {
    this.fact = fact;
  }

  /** How far that of a key is. */
  public static KeyStage of(DeviceKey key) {
    if (key.unconfirmed()) {
      return UNCONFIRMED;
    }
    return key.pending().isPresent() ? PENDING : SETTLED;
  }

  /** In a word for programs; empty if nothing is under way. */
  public Optional<String> word() {
    return this == SETTLED ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
  }

  /** What is so, in a few words; empty if nothing is under way. */
  public String fact() {
    return fact;
  }
}
