package io.sealpost.sensors.i2c;

import java.util.ArrayList;
import java.util.List;

/**
 * What a chip of Sensirion answers: words, each followed by its checksum.
 *
 * <p>Sources: Sensirion data sheets SHT3x-DIS version 7 section 4.12 and SHT4x version 6 section
 * 4.4 (polynomial 0x31, initial value 0xFF, neither reflected nor inverted).
 *
 * @param words each 0 to 0xFFFF
 */
record SensirionFrame(List<Integer> words) {
  private static final int WORD_BYTES = 3;
  private static final int POLYNOMIAL = 0x31;

  /** A checksum that does not match. */
  static final class CrcException extends Exception {
    private static final long serialVersionUID = 1;

    CrcException(int word, int expected, int got) {
      super("word 0x%04X has the checksum 0x%02X instead of 0x%02X".formatted(word, got, expected));
    }
  }

  SensirionFrame {
    words = List.copyOf(words);
  }

  /**
   * Reads it.
   *
   * @param wire as many times 3 bytes as there are words
   * @throws IllegalArgumentException if the length is another
   */
  static SensirionFrame of(byte[] wire) throws CrcException {
    if (wire.length == 0 || wire.length % WORD_BYTES != 0) {
      throw new IllegalArgumentException(wire.length + " bytes must be a multiple of 3");
    }
    List<Integer> words = new ArrayList<>();
    for (int i = 0; i < wire.length; i += WORD_BYTES) {
      int word = Wire.word(wire, i);
      int expected = crc(word);
      int got = wire[i + 2] & 0xFF;
      if (got != expected) {
        throw new CrcException(word, expected, got);
      }
      words.add(word);
    }
    return new SensirionFrame(words);
  }

  /**
   * The checksum of a word.
   *
   * @param word 0 to 0xFFFF
   */
  static int crc(int word) {
    int crc = 0xFF;
    for (int bit = 15; bit >= 0; bit--) {
      boolean feedback = ((crc >> 7) ^ (word >> bit & 1)) != 0;
      crc = crc << 1 & 0xFF;
      if (feedback) {
        crc ^= POLYNOMIAL;
      }
    }
    return crc;
  }
}
