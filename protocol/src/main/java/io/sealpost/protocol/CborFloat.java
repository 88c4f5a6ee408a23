package io.sealpost.protocol;

/** The three widths of a CBOR float, and the shortest that keeps a value (RFC 8949 section 4.1). */
final class CborFloat {
  private static final int HALF_NAN = 0x7e00;
  private static final int HALF_INFINITY = 0x7c00;
  private static final int HALF_SIGN = 0x8000;
  private static final int HALF_MAX_EXPONENT = 15;
  private static final int HALF_MIN_EXPONENT = -14;
  private static final int HALF_FRACTION_BITS = 10;
  private static final int NOT_A_HALF = -1;

  private CborFloat() {}

  /** Returns 2, 4 or 8: the bytes that {@code value} needs. */
  static int width(double value) {
    if (toHalf(value) != NOT_A_HALF) {
      return 2;
    }
    return (float) value == value ? 4 : 8;
  }

  /** Returns the bits of {@code value} in its shortest width, right-aligned. */
  static long bits(double value) {
    return switch (width(value)) {
      case 2 -> toHalf(value);
      case 4 -> Integer.toUnsignedLong(Float.floatToIntBits((float) value));
      default -> Double.doubleToLongBits(value);
    };
  }

  /**
   * Reads a float.
   *
   * @param width 2, 4 or 8 bytes
   * @param bits right-aligned
   */
  static double value(int width, long bits) {
    return switch (width) {
      case 2 -> fromHalf((int) bits);
      case 4 -> Float.intBitsToFloat((int) bits);
      default -> Double.longBitsToDouble(bits);
    };
  }

  private static double fromHalf(int bits) {
    int exponent = bits >> HALF_FRACTION_BITS & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, HALF_MIN_EXPONENT - HALF_FRACTION_BITS);
    } else {
      magnitude =
          Math.scalb(
              (double) (fraction + 0x400), exponent - HALF_MAX_EXPONENT - HALF_FRACTION_BITS);
    }
    return (bits & HALF_SIGN) == 0 ? magnitude : -magnitude;
  }

  private static int toHalf(double value) {
    if (Double.isNaN(value)) {
      return HALF_NAN;
    }
    int sign = Math.copySign(1.0, value) < 0 ? HALF_SIGN : 0;
    double magnitude = Math.abs(value);
    if (Double.isInfinite(value)) {
      return sign | HALF_INFINITY;
    }
    int exponent = Math.max(Math.getExponent(magnitude), HALF_MIN_EXPONENT);
    double significand = Math.scalb(magnitude, HALF_FRACTION_BITS - exponent);
    if (exponent > HALF_MAX_EXPONENT || significand != Math.rint(significand)) {
      return NOT_A_HALF;
    }
    // Adding rather than or-ing: the implicit leading bit of a normal number carries into the
    // exponent, and a subnormal, which has none, keeps exponent 0.
    int biasedBelowOne = exponent + HALF_MAX_EXPONENT - 1;
    return sign | ((biasedBelowOne << HALF_FRACTION_BITS) + (int) significand);
  }
}
