package io.sealpost.sensors.bluetooth;

import io.sealpost.sensors.presence.Identity;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Apple's proximity beacon ("Proximity Beacon Specification" R1, section 2). */
public final class IBeaconFrame {
  /** Apple, Inc. among the company identifiers. */
  public static final int COMPANY = 0x004C;

  private static final int TYPE = 0x02;
  private static final int LENGTH = 0x15;

  /** Type, length, UUID, major, minor, power. */
  private static final int SIZE = 23;

  private IBeaconFrame() {}

  /**
   * Reads manufacturer data.
   *
   * @param company its company identifier, 0 to 65535
   * @param data what follows the identifier, of any length
   * @return empty if it is no proximity beacon
   */
  public static Optional<Identity.IBeacon> parse(int company, byte[] data) {
    if (company != COMPANY || data.length < SIZE || data[0] != TYPE || data[1] != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer body = ByteBuffer.wrap(data, 2, SIZE - 2);
    UUID uuid = new UUID(body.getLong(), body.getLong());
    return Optional.of(
        new Identity.IBeacon(
            uuid,
            OptionalInt.of(Short.toUnsignedInt(body.getShort())),
            OptionalInt.of(Short.toUnsignedInt(body.getShort()))));
  }
}
