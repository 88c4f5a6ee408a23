package io.sealpost.crypto;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborWriter;
import java.util.Optional;

/**
 * What a message is bound to without carrying it: opened in any other context it is refused.
 *
 * @param direction up or down
 * @param device the logical device name, as the topic says it
 * @param stream the logical stream name, as the topic says it
 * @param boot the device's boot; present downwards, absent upwards
 */
public record Context(Direction direction, String device, String stream, Optional<BootId> boot) {
  /**
   * @throws IllegalArgumentException if a boot is missing downwards or given upwards, or a name has
   *     an unpaired surrogate
   */
  public Context {
    WellFormed.require("device", device);
    WellFormed.require("stream", stream);
    if (boot.isPresent() != (direction == Direction.DOWN)) {
      throw new IllegalArgumentException(
          direction == Direction.DOWN
              ? "a message to a device is bound to a boot id"
              : "a message from a device has no boot id in its context");
    }
  }

  /** Context of a message from a device. */
  public static Context up(String device, String stream) {
    return new Context(Direction.UP, device, stream, Optional.empty());
  }

  /** Context of a message to a device in one of its boots. */
  public static Context down(String device, String stream, BootId boot) {
    return new Context(Direction.DOWN, device, stream, Optional.of(boot));
  }

  /**
   * The context as it enters the authentication: {@code ["sealpost/1", direction, names, boot]}.
   */
  byte[] encode() {
    CborWriter writer =
        new CborWriter()
            .array(boot.isPresent() ? 5 : 4)
            .text(Profile.NAME)
            .integer(direction.code())
            .text(device)
            .text(stream);
    boot.ifPresent(id -> writer.bytes(id.bytes()));
    return writer.toByteArray();
  }
}
