package io.sealpost.crypto;

/** Which way a message goes; either way has keys of its own. */
public enum Direction {
  /** From the device to the station. */
  UP(0, "up"),
  /** From the station to the device. */
  DOWN(1, "dn");

  private final int code;
  private final String label;

  Direction(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The number that stands in the context. */
  int code() {
    return code;
  }

  /** The word that stands in the key schedule. */
  String label() {
    return label;
  }
}
