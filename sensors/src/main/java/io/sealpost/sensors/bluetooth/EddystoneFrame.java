package io.sealpost.sensors.bluetooth;

import io.sealpost.sensors.presence.Identity;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The UID frame of an Eddystone beacon (Eddystone protocol specification, "Eddystone-UID"). Its
 * URL, telemetry and ephemeral frames tell no lasting identity.
 */
public final class EddystoneFrame {
  /** The 16-bit service of Eddystone. */
  public static final int SERVICE = 0xFEAA;

  private static final int UID = 0x00;
  private static final int NAMESPACE = 2;
  private static final int INSTANCE = 12;

  /** Type, power, namespace, instance; two reserved bytes follow, which old beacons leave out. */
  private static final int SIZE = 18;

  private EddystoneFrame() {}

  /**
   * Reads service data.
   *
   * @param service the 16-bit service it belongs to, 0 to 65535
   * @param data what follows the service, of any length
   * @return empty if it is no UID frame
   */
  public static Optional<Identity.Eddystone> parse(int service, byte[] data) {
    if (service != SERVICE || data.length < SIZE || data[0] != UID) {
      return Optional.empty();
    }
    HexFormat hex = HexFormat.of();
    return Optional.of(
        new Identity.Eddystone(
            hex.formatHex(data, NAMESPACE, INSTANCE),
            Optional.of(hex.formatHex(data, INSTANCE, SIZE))));
  }
}
