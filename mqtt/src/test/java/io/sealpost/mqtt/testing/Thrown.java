package io.sealpost.mqtt.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.junit.jupiter.api.function.Executable;

/** What code says when it refuses. */
public final class Thrown {
  private Thrown() {}

  /** Message of the exception, which has to be of a type. */
  public static String message(Class<? extends Throwable> type, Executable code) {
    return Objects.requireNonNull(assertThrows(type, code).getMessage(), "message");
  }
}
