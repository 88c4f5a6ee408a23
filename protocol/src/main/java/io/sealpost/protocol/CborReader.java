package io.sealpost.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads CBOR, item by item, and accepts one encoding per value only: the deterministic one of RFC
 * 8949 section 4.2.1 (shortest heads, definite lengths, map keys that ascend bytewise and do not
 * repeat), with floats in their shortest form, valid UTF-8, and integers, byte strings or text
 * strings as map keys. What is announced is checked against what is there before anything is
 * allocated. Several items may follow one another; {@link #end} says that there are no more.
 *
 * <p>Every method throws {@link DecodeException} if the bytes are anything else, and nothing else
 * whatever the bytes are. Belongs to one thread.
 */
public final class CborReader {
  /** Longest input, in bytes. */
  public static final int MAX_SIZE = 65_536;

  private final byte[] bytes;
  private final CborNesting nesting = new CborNesting();
  private int position;

  /**
   * @param bytes not copied, must not change while they are read
   * @throws DecodeException if there are more than {@link #MAX_SIZE}
   */
  public CborReader(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_SIZE) {
      throw new DecodeException(bytes.length + " bytes, but at most " + MAX_SIZE + " are read");
    }
    this.bytes = bytes;
  }

  /** What an item is. */
  public enum Kind {
    /** A whole number. */
    INTEGER,
    /** A byte string. */
    BYTES,
    /** A text string. */
    TEXT,
    /** An array. */
    ARRAY,
    /** A map. */
    MAP,
    /** A tag, which the item that it marks follows. */
    TAG,
    /** True or false. */
    BOOLEAN,
    /** A floating-point number. */
    FLOAT,
    /** Null, undefined or another simple value. */
    SIMPLE
  }

  /** Says what comes next, without taking it. */
  public Kind peek() throws DecodeException {
    return kind(CborHead.at(bytes, position));
  }

  /** Takes the head of an array and returns how many items follow. */
  public int array() throws DecodeException {
    return count(take(Kind.ARRAY), 1);
  }

  /** Takes the head of a map and returns how many pairs of key and value follow. */
  public int map() throws DecodeException {
    return count(take(Kind.MAP), 2);
  }

  /** Takes an integer, from -2^63 to 2^63 - 1. */
  public long integer() throws DecodeException {
    CborHead head = take(Kind.INTEGER);
    if (head.argument() < 0) {
      throw new DecodeException("byte " + position + ": integer beyond 64 bits with a sign");
    }
    scalar(head.size());
    return signed(head);
  }

  /** Takes a byte string. */
  public byte[] bytes() throws DecodeException {
    int from = string(take(Kind.BYTES));
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** Takes a text string. */
  public String text() throws DecodeException {
    int from = string(take(Kind.TEXT));
    ByteBuffer utf8 = ByteBuffer.wrap(bytes, from, position - from);
    try {
      // A new decoder reports what String's constructors would silently replace.
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("byte " + from + ": text that is not valid UTF-8");
    }
  }

  /** Takes true or false. */
  public boolean bool() throws DecodeException {
    CborHead head = take(Kind.BOOLEAN);
    scalar(head.size());
    return head.argument() == CborHead.TRUE;
  }

  /** Takes a simple value other than true and false, 22 for null; 0 to 255. */
  public int simple() throws DecodeException {
    CborHead head = take(Kind.SIMPLE);
    scalar(head.size());
    return (int) head.argument();
  }

  /** Takes a number, an integer or a float; NaN and the infinities are floats. */
  public double number() throws DecodeException {
    if (peek() == Kind.INTEGER) {
      return integer();
    }
    CborHead head = take(Kind.FLOAT);
    scalar(head.size());
    return head.floatValue();
  }

  /** Takes a tag, 0 to 2^63 - 1; the item that it marks comes next. */
  public long tag() throws DecodeException {
    CborHead head = take(Kind.TAG);
    if (head.argument() < 0) {
      throw new DecodeException("byte " + position + ": tag beyond 2^63 - 1");
    }
    open(head, 1, false);
    return head.argument();
  }

  /** Takes one whole item, with all that it contains, and checks it like any other. */
  public void skip() throws DecodeException {
    int depth = nesting.depth();
    do {
      step();
    } while (nesting.depth() > depth);
  }

  /**
   * Says that nothing more is expected.
   *
   * @throws DecodeException if an item is not complete, or bytes follow
   */
  public void end() throws DecodeException {
    if (nesting.depth() > 0) {
      throw new DecodeException("byte " + position + ": end expected, but items are missing");
    }
    if (position < bytes.length) {
      throw new DecodeException(
          "byte "
              + position
              + ": end expected, but "
              + (bytes.length - position)
              + " bytes follow");
    }
  }

  private void step() throws DecodeException {
    CborHead head = CborHead.at(bytes, position);
    switch (kind(head)) {
      case BYTES -> bytes();
      case TEXT -> text();
      case ARRAY -> array();
      case MAP -> map();
      case TAG -> open(head, 1, false);
      case INTEGER, BOOLEAN, FLOAT, SIMPLE -> scalar(head.size());
    }
  }

  private CborHead take(Kind expected) throws DecodeException {
    CborHead head = CborHead.at(bytes, position);
    Kind found = kind(head);
    if (found != expected) {
      throw new DecodeException("byte " + position + ": expected " + expected + ", found " + found);
    }
    return head;
  }

  private int count(CborHead head, int itemsEach) throws DecodeException {
    int left = bytes.length - position - head.size();
    if (Long.compareUnsigned(head.argument(), left / itemsEach) > 0) {
      throw new DecodeException(
          "byte "
              + position
              + ": announces "
              + Long.toUnsignedString(head.argument())
              + " items, but only "
              + left
              + " bytes follow");
    }
    int count = (int) head.argument();
    open(head, count * itemsEach, itemsEach == 2);
    return count;
  }

  private void open(CborHead head, int items, boolean map) throws DecodeException {
    if (nesting.depth() == CborNesting.MAX_DEPTH) {
      throw new DecodeException(
          "byte " + position + ": nested deeper than " + CborNesting.MAX_DEPTH);
    }
    if (nesting.atKey()) {
      throw new DecodeException(
          "byte " + position + ": a map key must be an integer, a byte string or a text string");
    }
    position += head.size();
    nesting.open(items, map);
  }

  private int string(CborHead head) throws DecodeException {
    int left = bytes.length - position - head.size();
    if (Long.compareUnsigned(head.argument(), left) > 0) {
      throw new DecodeException(
          "byte "
              + position
              + ": announces "
              + Long.toUnsignedString(head.argument())
              + " bytes, but only "
              + left
              + " follow");
    }
    int from = position + head.size();
    scalar(head.size() + (int) head.argument());
    return from;
  }

  private void scalar(int size) throws DecodeException {
    int major = Byte.toUnsignedInt(bytes[position]) >> 5;
    if (major == CborHead.OTHER && nesting.atKey()) {
      throw new DecodeException(
          "byte " + position + ": a map key must be an integer, a byte string or a text string");
    }
    if (!nesting.scalar(bytes, position, position + size)) {
      throw new DecodeException("byte " + position + ": map key out of order or repeated");
    }
    position += size;
  }

  private static long signed(CborHead head) {
    return head.major() == CborHead.NEGATIVE ? ~head.argument() : head.argument();
  }

  private static Kind kind(CborHead head) {
    return switch (head.major()) {
      case CborHead.UNSIGNED, CborHead.NEGATIVE -> Kind.INTEGER;
      case CborHead.BYTES -> Kind.BYTES;
      case CborHead.TEXT -> Kind.TEXT;
      case CborHead.ARRAY -> Kind.ARRAY;
      case CborHead.MAP -> Kind.MAP;
      case CborHead.TAG -> Kind.TAG;
      default -> other(head);
    };
  }

  private static Kind other(CborHead head) {
    if (head.isFloat()) {
      return Kind.FLOAT;
    }
    boolean truth = head.argument() == CborHead.FALSE || head.argument() == CborHead.TRUE;
    return truth ? Kind.BOOLEAN : Kind.SIMPLE;
  }
}
