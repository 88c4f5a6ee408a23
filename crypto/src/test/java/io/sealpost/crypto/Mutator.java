package io.sealpost.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes hostile inputs out of good ones, the same for the same seed. */
final class Mutator {
  /** Heads and characters around which decoders have their corners. */
  private static final byte[] CORNERS = {
    0,
    0x17,
    0x18,
    0x19,
    0x1A,
    0x1B,
    0x1F,
    0x40,
    0x58,
    0x5B,
    0x5F,
    0x7F,
    (byte) 0x80,
    (byte) 0x9F,
    (byte) 0xBF,
    (byte) 0xD1,
    (byte) 0xDB,
    (byte) 0xF7,
    (byte) 0xFB,
    (byte) 0xFF,
    '=',
    '-',
    '_',
    '\n'
  };

  private final Random random;
  private final List<byte[]> originals;

  Mutator(long seed, List<byte[]> originals) {
    random = new Random(seed);
    this.originals = originals;
  }

  /** Random bytes once in eight times, else an original with one to four alterations. */
  byte[] next() {
    if (random.nextInt(8) == 0) {
      return randomBytes(random.nextInt(300));
    }
    byte[] bytes = original();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = alter(bytes);
    }
    return bytes;
  }

  /** Whether the alterations cancelled each other out. */
  boolean isOriginal(byte[] bytes) {
    return originals.stream().anyMatch(original -> Arrays.equals(original, bytes));
  }

  private byte[] alter(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(Math.min(bytes.length - at, 16) + 1);
    return switch (random.nextInt(7)) {
      case 0 -> flipped(bytes, at);
      case 1 -> spliced(bytes, at, to, new byte[0]);
      case 2 -> spliced(bytes, at, at, randomBytes(1 + random.nextInt(16)));
      case 3 -> spliced(bytes, at, to, randomBytes(to - at));
      case 4 -> spliced(bytes, at, Math.min(at + 1, bytes.length), corner());
      case 5 -> Arrays.copyOf(bytes, at);
      default -> crossed(bytes, at);
    };
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    if (at < bytes.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return flipped;
  }

  private byte[] crossed(byte[] bytes, int at) {
    byte[] other = original();
    int from = Math.min(at, other.length);
    return spliced(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    byte[] spliced = Arrays.copyOf(bytes, from + between.length + bytes.length - to);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced;
  }

  private byte[] corner() {
    return new byte[] {CORNERS[random.nextInt(CORNERS.length)]};
  }

  private byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] original() {
    return originals.get(random.nextInt(originals.size())).clone();
  }
}
