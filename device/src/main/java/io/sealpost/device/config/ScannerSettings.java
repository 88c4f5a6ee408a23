package io.sealpost.device.config;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.presence.Identity;
import java.nio.file.Path;
import java.time.Duration;

/** By what presence is found out. */
public sealed interface ScannerSettings {
  /** What it listens to. */
  Radio radio();

  /** Whether it can hear somebody at all. */
  default boolean hears(PersonSettings person) {
    return person.isAudibleTo(radio());
  }

  /** The hardware that it needs for itself, so that no two of them want the same. */
  String uses();

  /** How a Bluetooth adapter listens. */
  enum Mode {
    /** Low Energy and classic, and devices are asked for more. */
    ACTIVE,
    /** Low Energy alone. */
    LE,
    /** Classic alone. */
    CLASSIC,
    /** Low Energy alone, sending nothing, where BlueZ offers that. */
    PASSIVE
  }

  /**
   * A Bluetooth adapter, through BlueZ.
   *
   * @param adapter {@code hci0} for instance
   * @param mode how it listens
   * @param scan how long it listens at a time, 5 s to 1 h
   * @param pause between scans, 0 (none) to 2 min, in which Wi-Fi has the chip for itself
   * @param askEvery after how long a silence a device known by its fixed address is asked, 10 s to
   *     1 h; 0 for never
   * @param powerCycle whether the adapter may be switched off and on when it hears nothing any more
   */
  record Bluetooth(
      String adapter,
      Mode mode,
      Duration scan,
      Duration pause,
      Duration askEvery,
      boolean powerCycle)
      implements ScannerSettings {
    private static final long LEAST_SCANS_MILLIS = 30_000;

    @Override
    public Radio radio() {
      return Radio.BLUETOOTH;
    }

    /** How much it listens. */
    DutyCycle duty() {
      return new DutyCycle(scan, pause);
    }

    /** Whether it scans often and long enough to miss nobody for so long by its pauses alone. */
    static boolean listensEnough(DutyCycle duty, Duration leaveAfter) {
      Duration scan = duty.scan();
      Duration pause = duty.pause();
      double share = (double) scan.toMillis() / scan.plus(pause).toMillis();
      boolean often = leaveAfter.compareTo(pause.multipliedBy(3)) >= 0;
      return pause.isZero() || (often && leaveAfter.toMillis() * share >= LEAST_SCANS_MILLIS);
    }

    /** Beacons and addresses that change are of Low Energy. */
    @Override
    public boolean hears(PersonSettings person) {
      return mode == Mode.CLASSIC
          ? person.identities().stream().anyMatch(Bluetooth::isClassic)
          : person.isAudibleTo(radio());
    }

    private static boolean isClassic(Identity identity) {
      return identity instanceof Identity.Bluetooth || identity instanceof Identity.BluetoothName;
    }

    @Override
    public String uses() {
      return adapter;
    }
  }

  /**
   * The hosts of a network, by the kernel's neighbour table.
   *
   * @param networkInterface {@code eth0} for instance
   */
  record Neighbours(String networkInterface) implements ScannerSettings {
    @Override
    public Radio radio() {
      return Radio.LAN;
    }

    @Override
    public String uses() {
      return networkInterface + " neighbours";
    }
  }

  /**
   * The stations of the access point that this machine is.
   *
   * @param networkInterface {@code wlan0} for instance
   */
  record AccessPoint(String networkInterface) implements ScannerSettings {
    @Override
    public Radio radio() {
      return Radio.WIFI;
    }

    @Override
    public String uses() {
      return networkInterface + " stations";
    }
  }

  /**
   * An ESP32 with AT firmware that scans Bluetooth.
   *
   * @param port {@code /dev/ttyUSB0} for instance
   * @param baud symbols a second, one of those that serial ports have, 9600 to 2000000
   */
  record Esp32(Path port, int baud) implements ScannerSettings {
    @Override
    public Radio radio() {
      return Radio.BLUETOOTH;
    }

    @Override
    public String uses() {
      return port.toString();
    }
  }
}
