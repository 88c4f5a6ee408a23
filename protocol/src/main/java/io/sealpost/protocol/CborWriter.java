package io.sealpost.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes deterministic CBOR (RFC 8949 section 4.2.1), item by item; exactly what {@link CborReader}
 * accepts. The caller writes map keys in ascending bytewise order of their encodings (section
 * 4.2.1: shorter text first) and is held to it. Several items may follow one another at the top.
 *
 * <p>Every method throws {@link IllegalStateException} if the item is not allowed where it would
 * stand. Belongs to one thread.
 */
public final class CborWriter {
  private static final int FIRST_CAPACITY = 64;

  private final CborNesting nesting = new CborNesting();
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int size;

  /**
   * Begins an array; the next {@code items} items are its own.
   *
   * @throws IllegalArgumentException if {@code items} is negative
   */
  public CborWriter array(int items) {
    return open(CborHead.ARRAY, items, 1);
  }

  /**
   * Begins a map; the next {@code pairs} pairs of key and value are its own.
   *
   * @throws IllegalArgumentException if {@code pairs} is negative or above 2^30 - 1
   */
  public CborWriter map(int pairs) {
    return open(CborHead.MAP, pairs, 2);
  }

  /** Writes an integer. */
  public CborWriter integer(long value) {
    int from = size;
    head(value < 0 ? CborHead.NEGATIVE : CborHead.UNSIGNED, value < 0 ? ~value : value);
    return scalar(from);
  }

  /** Writes a byte string. */
  public CborWriter bytes(byte[] value) {
    int from = size;
    head(CborHead.BYTES, value.length);
    append(value);
    return scalar(from);
  }

  /**
   * Writes a text string.
   *
   * @throws IllegalArgumentException if it contains half of a surrogate pair, which has no UTF-8
   */
  public CborWriter text(String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException(Check.quote(value) + " is not valid Unicode");
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int from = size;
    head(CborHead.TEXT, utf8.length);
    append(utf8);
    return scalar(from);
  }

  /** Writes true or false. */
  public CborWriter bool(boolean value) {
    refuseAsKey();
    int from = size;
    head(CborHead.OTHER, value ? CborHead.TRUE : CborHead.FALSE);
    return scalar(from);
  }

  /**
   * Writes a simple value.
   *
   * @param value 22 for null, 23 for undefined; 0 to 255 without true and false (20 and 21) and 24
   *     to 31
   * @throws IllegalArgumentException if {@code value} is another
   */
  public CborWriter simple(int value) {
    boolean unassignable = value >= 24 && value < 32;
    if (value < 0 || value > 255 || isTruth(value) || unassignable) {
      throw new IllegalArgumentException("simple value " + value + " does not exist");
    }
    refuseAsKey();
    int from = size;
    head(CborHead.OTHER, value);
    return scalar(from);
  }

  private static boolean isTruth(int value) {
    return value == CborHead.FALSE || value == CborHead.TRUE;
  }

  /** Writes a float of 2, 4 or 8 bytes, the shortest that keeps the value; never an integer. */
  public CborWriter number(double value) {
    refuseAsKey();
    int from = size;
    int width = CborFloat.width(value);
    first(CborHead.OTHER, CborHead.info(width));
    argument(CborFloat.bits(value), width);
    return scalar(from);
  }

  /**
   * Writes a tag; the next item is what it marks.
   *
   * @param tag 0 to 2^63 - 1
   * @throws IllegalArgumentException if {@code tag} is negative
   */
  public CborWriter tag(long tag) {
    if (tag < 0) {
      throw new IllegalArgumentException("tag " + tag + " must not be negative");
    }
    nest();
    head(CborHead.TAG, tag);
    nesting.open(1, false);
    return this;
  }

  /**
   * Writes an item that is encoded already.
   *
   * @param item one whole item in deterministic form, which is not checked again
   * @throws IllegalArgumentException if it is empty
   */
  public CborWriter raw(byte[] item) {
    if (item.length == 0) {
      throw new IllegalArgumentException("an encoded item has at least one byte");
    }
    int from = size;
    append(item);
    return scalar(from);
  }

  /**
   * Returns all that was written.
   *
   * @throws IllegalStateException if an array, map or tag still lacks items
   */
  public byte[] toByteArray() {
    if (nesting.depth() > 0) {
      throw new IllegalStateException(nesting.depth() + " arrays, maps or tags still lack items");
    }
    return Arrays.copyOf(buffer, size);
  }

  private CborWriter open(int major, int count, int itemsEach) {
    if (count < 0 || count > Integer.MAX_VALUE / itemsEach) {
      throw new IllegalArgumentException("count " + count + " is out of range");
    }
    nest();
    head(major, count);
    nesting.open(count * itemsEach, itemsEach == 2);
    return this;
  }

  private void nest() {
    refuseAsKey();
    if (nesting.depth() == CborNesting.MAX_DEPTH) {
      throw new IllegalStateException("nested deeper than " + CborNesting.MAX_DEPTH);
    }
  }

  private void refuseAsKey() {
    if (nesting.atKey()) {
      throw new IllegalStateException(
          "a map key must be an integer, a byte string or a text string");
    }
  }

  private CborWriter scalar(int from) {
    if (!nesting.scalar(buffer, from, size)) {
      throw new IllegalStateException("map key out of order or repeated, at byte " + from);
    }
    return this;
  }

  private void head(int major, long argument) {
    int argumentSize = CborHead.argumentSize(argument);
    if (argumentSize == 0) {
      first(major, (int) argument);
    } else {
      first(major, CborHead.info(argumentSize));
      argument(argument, argumentSize);
    }
  }

  private void first(int major, int info) {
    reserve(1);
    buffer[size++] = (byte) (major << 5 | info);
  }

  private void argument(long bits, int width) {
    reserve(width);
    for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      buffer[size++] = (byte) (bits >>> shift);
    }
  }

  private void append(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, buffer, size, source.length);
    size += source.length;
  }

  private void reserve(int more) {
    if (more > buffer.length - size) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
    }
  }
}
