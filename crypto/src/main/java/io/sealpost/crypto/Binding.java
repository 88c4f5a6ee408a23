package io.sealpost.crypto;

/**
 * Whose key it is: every context given along with it must agree.
 *
 * @param device the logical device name
 * @param direction the way the messages go
 */
record Binding(String device, Direction direction) {
  Binding {
    WellFormed.require("device", device);
  }

  /**
   * @throws IllegalArgumentException if the context is of another device or the other direction
   */
  void require(Context context) {
    if (!context.device().equals(device) || context.direction() != direction) {
      throw new IllegalArgumentException(
          "a context of device \"%s\", %s, for the key of \"%s\", %s"
              .formatted(context.device(), context.direction(), device, direction));
    }
  }
}
