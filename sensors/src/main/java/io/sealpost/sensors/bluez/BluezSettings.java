package io.sealpost.sensors.bluez;

import java.time.Duration;

/**
 * How one Bluetooth adapter listens.
 *
 * @param adapter {@code hci0} for instance
 * @param mode what it listens to
 * @param scan how long it listens at a stretch, 5 s to 1 h; of no meaning without a pause
 * @param pause how long it then leaves the air to others (Wi-Fi on the same chip), 0 (never) to 2
 *     min
 * @param pageEvery after how long a silence a phone that is known by its fixed address is asked for
 *     a sign of life, 0 (never) or 10 s to 1 h
 * @param powerCycle whether the adapter may be switched off and on when it hears nothing any more;
 *     that cuts the connections of others who use it
 * @param bus address of the system's message bus
 */
public record BluezSettings(
    String adapter,
    Mode mode,
    Duration scan,
    Duration pause,
    Duration pageEvery,
    boolean powerCycle,
    String bus) {
  /** Where Debian has the system's message bus. */
  public static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

  private static final Duration SHORTEST_SCAN = Duration.ofSeconds(5);
  private static final Duration LONGEST_SCAN = Duration.ofHours(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final Duration SHORTEST_PAGE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAGE = Duration.ofHours(1);

  /** What a scanner listens to. */
  public enum Mode {
    /** Low energy and classic, asking each device for its scan response. */
    ACTIVE,
    /** Low energy alone. */
    LE,
    /** Classic alone: only devices that are discoverable answer. */
    CLASSIC,
    /** Low energy alone, and nothing is sent, if BlueZ offers that; else as {@link #LE}. */
    PASSIVE
  }

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public BluezSettings {
    if (!adapter.matches("hci\\d{1,3}")) {
      throw new IllegalArgumentException("adapter \"" + adapter + "\" must look like hci0");
    }
    requireWithin("scan time", scan, SHORTEST_SCAN, LONGEST_SCAN);
    requireWithin("pause", pause, Duration.ZERO, LONGEST_PAUSE);
    if (!pageEvery.isZero()) {
      requireWithin("page interval", pageEvery, SHORTEST_PAGE, LONGEST_PAGE);
    }
    if (!bus.startsWith("unix:path=/")) {
      throw new IllegalArgumentException("bus \"" + bus + "\" must look like " + SYSTEM_BUS);
    }
  }

  /**
   * Listens to everything without a pause, asks silent phones once a minute.
   *
   * @param adapter {@code hci0} for instance
   */
  public static BluezSettings usual(String adapter) {
    return new BluezSettings(
        adapter,
        Mode.ACTIVE,
        Duration.ofMinutes(1),
        Duration.ZERO,
        Duration.ofMinutes(1),
        true,
        SYSTEM_BUS);
  }

  private static void requireWithin(String what, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(what + " " + value + " must be " + least + " to " + most);
    }
  }
}
