package io.sealpost.crypto;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborWriter;

/**
 * What a wrapped key is for: unwrapped under any other terms it is refused.
 *
 * @param format of the device's envelope, not Fernet
 * @param device the logical device name, well-formed
 * @param generation of the new key, 1 or more
 * @param boot the boot of the device that offered the public key
 */
public record Terms(Format format, String device, long generation, BootId boot) {
  /**
   * @throws IllegalArgumentException if an argument is not as stated
   */
  public Terms {
    Suite.of(format);
    WellFormed.require("device", device);
    if (generation < 1) {
      throw new IllegalArgumentException(
          "generation " + generation + " of a new key must be 1 or more");
    }
  }

  /** As HPKE binds it: {@code ["sealpost/1", "rotate", device, generation, old kid, boot id]}. */
  byte[] encode(byte[] oldKid) {
    return new CborWriter()
        .array(6)
        .text(Profile.NAME)
        .text("rotate")
        .text(device)
        .integer(generation)
        .bytes(oldKid)
        .bytes(boot.bytes())
        .toByteArray();
  }
}
