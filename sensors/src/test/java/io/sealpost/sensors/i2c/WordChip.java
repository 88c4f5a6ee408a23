package io.sealpost.sensors.i2c;

import java.util.HashMap;
import java.util.Map;

/** A made-up chip with a register pointer and registers of 16 bits, the upper byte first. */
public class WordChip implements FakeChip {
  final Map<Integer, Integer> registers = new HashMap<>();
  private final int pointerBits;
  private int pointer;

  /** How often something was written to a register. */
  int written;

  /** Whether it answers. */
  boolean answers = true;

  /**
   * @param pointerBits those bits of the pointer that the chip looks at
   */
  public WordChip(int pointerBits) {
    this.pointerBits = pointerBits;
  }

  /** Sets a register. */
  public WordChip with(int register, int word) {
    registers.put(register, word);
    return this;
  }

  @Override
  public void write(byte[] bytes) throws Nack {
    requireAnswer();
    pointer = bytes[0] & pointerBits;
    if (bytes.length > 1) {
      written++;
    }
  }

  @Override
  public byte[] read(int count) throws Nack {
    requireAnswer();
    int word = word(pointer);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i % 2 == 0 ? word >> 8 : word);
    }
    return bytes;
  }

  /** What a register says when it is read. */
  int word(int register) {
    return registers.getOrDefault(register, 0);
  }

  private void requireAnswer() throws Nack {
    if (!answers) {
      throw new Nack();
    }
  }
}
