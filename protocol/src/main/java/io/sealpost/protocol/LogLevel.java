package io.sealpost.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** From which level on is logged. */
public enum LogLevel {
  /** Every message that travels. */
  TRACE,
  /** What a developer asks about. */
  DEBUG,
  /** What an owner wants to know. */
  INFO,
  /** What is wrong and may pass by itself. */
  WARN,
  /** What somebody has to repair. */
  ERROR;

  /** The word on the wire and in the configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The level of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LogLevel of(String label) {
    return Arrays.stream(values())
        .filter(level -> level.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + label
                        + "\" must be one of "
                        + Arrays.stream(values())
                            .map(LogLevel::label)
                            .collect(Collectors.joining(", "))));
  }
}
