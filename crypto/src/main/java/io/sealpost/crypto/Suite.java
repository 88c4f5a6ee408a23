package io.sealpost.crypto;

/** A COSE suite: the outer MAC; the inner encryption is A256GCM in both. */
enum Suite {
  /** HMAC 256/256. */
  ONE(1, 5, Primitives.HMAC_SIZE),
  /** HMAC 256/64, for narrow links. */
  TWO(2, 4, 8);

  private final int number;
  private final int algorithm;
  private final int tagSize;

  Suite(int number, int algorithm, int tagSize) {
    this.number = number;
    this.algorithm = algorithm;
    this.tagSize = tagSize;
  }

  /**
   * That of a format.
   *
   * @throws IllegalArgumentException for Fernet, which has none
   */
  static Suite of(Format format) {
    return switch (format) {
      case COSE_1 -> ONE;
      case COSE_2 -> TWO;
      case FERNET -> throw new IllegalArgumentException("Fernet has no suite, only COSE has");
    };
  }

  /** The number that stands in the key schedule. */
  int number() {
    return number;
  }

  /** The algorithm in the header (RFC 9053 section 3.1). */
  int algorithm() {
    return algorithm;
  }

  /** Length of the outer tag in bytes. */
  int tagSize() {
    return tagSize;
  }
}
