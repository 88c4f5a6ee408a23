package io.sealpost.protocol;

/**
 * The head of one item (RFC 8949 section 3), in its only allowed form (section 4.2.1).
 *
 * @param major major type, 0 to 7
 * @param argument unsigned; the bits of a float, the value of a simple one
 * @param argumentSize bytes after the first: 0, 1, 2, 4 or 8
 */
record CborHead(int major, long argument, int argumentSize) {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int OTHER = 7;

  static final int FALSE = 20;
  static final int TRUE = 21;

  private static final int ONE_BYTE = 24;
  private static final int EIGHT_BYTES = 27;
  private static final int INDEFINITE = 31;
  private static final int LOWEST_SIMPLE_IN_TWO_BYTES = 32;

  /** Bytes of the whole head. */
  int size() {
    return 1 + argumentSize;
  }

  /** Whether it is a float rather than a simple value. */
  boolean isFloat() {
    return major == OTHER && argumentSize >= 2;
  }

  /** The value of a float. */
  double floatValue() {
    return CborFloat.value(argumentSize, argument);
  }

  /**
   * Reads the head at {@code offset}.
   *
   * @throws DecodeException if it is cut off, not well-formed, or not the shortest possible
   */
  static CborHead at(byte[] bytes, int offset) throws DecodeException {
    if (offset >= bytes.length) {
      throw new DecodeException("byte " + offset + ": cut off where an item must begin");
    }
    int first = Byte.toUnsignedInt(bytes[offset]);
    int major = first >> 5;
    int info = first & 0x1f;
    CborHead head;
    if (info < ONE_BYTE) {
      head = new CborHead(major, info, 0);
    } else if (info <= EIGHT_BYTES) {
      head = withArgument(bytes, offset, major, 1 << (info - ONE_BYTE));
    } else {
      throw new DecodeException(
          "byte " + offset + (info == INDEFINITE ? ": indefinite length" : ": reserved head"));
    }
    if (!head.isShortest()) {
      throw new DecodeException("byte " + offset + ": not the shortest encoding of its value");
    }
    return head;
  }

  private static CborHead withArgument(byte[] bytes, int offset, int major, int size)
      throws DecodeException {
    if (size > bytes.length - offset - 1) {
      throw new DecodeException("byte " + offset + ": cut off within the head of an item");
    }
    long argument = 0;
    for (int i = 1; i <= size; i++) {
      argument = argument << 8 | Byte.toUnsignedInt(bytes[offset + i]);
    }
    return new CborHead(major, argument, size);
  }

  private boolean isShortest() {
    if (isFloat()) {
      double value = floatValue();
      return CborFloat.width(value) == argumentSize && CborFloat.bits(value) == argument;
    }
    if (major == OTHER) {
      return argumentSize == 0 || argument >= LOWEST_SIMPLE_IN_TWO_BYTES;
    }
    return argumentSize == argumentSize(argument);
  }

  /** Bytes that {@code argument}, unsigned, needs after the first byte of a head. */
  static int argumentSize(long argument) {
    if (argument >= 0 && argument < ONE_BYTE) {
      return 0;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(argument);
    if (bits <= 8) {
      return 1;
    }
    return bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  /** The five low bits of a first byte that announce {@code size} bytes of argument. */
  static int info(int size) {
    return ONE_BYTE + Integer.numberOfTrailingZeros(size);
  }
}
