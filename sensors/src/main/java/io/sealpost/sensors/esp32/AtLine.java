package io.sealpost.sensors.esp32;

import io.sealpost.sensors.presence.Sighting;
import java.util.Optional;

/** A line that the module sent. */
sealed interface AtLine {
  /** The command was obeyed. */
  record Ok() implements AtLine {}

  /** The command was refused. */
  record Refused() implements AtLine {}

  /** The command was not taken: another one is not finished. */
  record Busy() implements AtLine {}

  /** The module has restarted. */
  record Ready() implements AtLine {}

  /** A scan has ended. */
  record ScanDone() implements AtLine {}

  /** A device was heard. */
  record Heard(Sighting sighting) implements AtLine {}

  /**
   * Something else: an echo, a part of an answer, or garbage.
   *
   * @param text of the line
   */
  record Other(String text) implements AtLine {
    /** Whether it cannot have been sent by such a module, at this speed at least. */
    boolean isGarbage() {
      return text.chars().anyMatch(c -> c < ' ' || c > '~');
    }
  }

  /** Reads one. */
  static AtLine parse(String text) {
    Optional<Sighting> sighting = ScanLine.parse(text);
    if (sighting.isPresent()) {
      return new Heard(sighting.get());
    }
    if (text.startsWith("busy ")) {
      return new Busy();
    }
    return switch (text) {
      case "OK" -> new Ok();
      case "ERROR", "FAIL" -> new Refused();
      case "ready" -> new Ready();
      case "+BLESCANDONE" -> new ScanDone();
      default -> new Other(text);
    };
  }
}
