package io.sealpost.protocol;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Numbers as Python's {@code json.dumps} writes them, which is what existing subscribers compare
 * with: the fewest digits that keep the double, without exponent where that is readable.
 */
final class JsonNumber {
  private static final double LEAST_PLAIN = 1e-4;
  private static final double BELOW_SCIENTIFIC = 1e16;

  private JsonNumber() {}

  /** Writes a finite number; above zero digits from the first that is not zero. */
  static String text(double value) {
    double magnitude = Math.abs(value);
    // The JDK's own Double.toString gives a digit too many at times, until Java 19.
    String shortest = NumberOutput.toString(value, true);
    if (magnitude == 0) {
      return shortest;
    }
    BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
    if (magnitude < LEAST_PLAIN || magnitude >= BELOW_SCIENTIFIC) {
      return scientific(decimal);
    }
    return decimal.setScale(Math.max(1, decimal.scale())).toPlainString();
  }

  private static String scientific(BigDecimal decimal) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    BigDecimal significand = decimal.movePointLeft(exponent).stripTrailingZeros();
    String sign = exponent < 0 ? "-" : "+";
    int digits = Math.abs(exponent);
    return significand.toPlainString() + "e" + sign + (digits < 10 ? "0" : "") + digits;
  }
}
