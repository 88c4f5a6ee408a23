package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadBufferTest {
  private static final int SIZE = 200_000;
  private static final int BLOCK = 4096;

  private final Medium medium = new Medium();

  /** A file of which some blocks cannot be read. */
  private static final class Medium implements Disk.File {
    final byte[] bytes = new byte[SIZE];
    final Set<Integer> badBlocks = new HashSet<>();
    int reads;

    Medium() {
      for (int i = 0; i < SIZE; i++) {
        bytes[i] = (byte) (i % 251);
      }
    }

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public void read(int offset, byte[] into, int start, int length) throws IOException {
      reads++;
      if (offset + length > SIZE) {
        throw new EOFException("ends before " + (offset + length));
      }
      for (int block = offset / BLOCK; block * BLOCK < offset + length; block++) {
        if (badBlocks.contains(block)) {
          throw new IOException("Input/output error");
        }
      }
      System.arraycopy(bytes, offset, into, start, length);
    }

    @Override
    public void write(int offset, byte[] bytes) {
      throw new IllegalStateException("reads only");
    }

    @Override
    public void force() {
      throw new IllegalStateException("reads only");
    }

    @Override
    public void close() {
      throw new IllegalStateException("closed by whoever opened it");
    }
  }

  private static byte[] read(ReadBuffer buffer, int offset, int count) {
    int at = buffer.at(offset, count);
    return Arrays.copyOfRange(buffer.array(), at, at + count);
  }

  private byte[] expected(int offset, int count) {
    return Arrays.copyOfRange(medium.bytes, offset, offset + count);
  }

  @Test
  void givesTheBytesOfAnyPlace() {
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    for (int offset : new int[] {0, 65_530, 131_000, 5, SIZE - 10, 65_536, SIZE - 20}) {
      assertArrayEquals(expected(offset, 10), read(buffer, offset, 10), "at " + offset);
    }
    assertEquals(Optional.empty(), buffer.fault());
  }

  @Test
  void givesMoreThanOnePieceAtOnce() {
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    assertArrayEquals(expected(3, 150_000), read(buffer, 3, 150_000));
    assertArrayEquals(expected(0, SIZE), read(buffer, 0, SIZE));
  }

  @Test
  void readsEachPieceOnce() {
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    for (int offset = 0; offset < 65_536; offset += 16) {
      assertArrayEquals(expected(offset, 16), read(buffer, offset, 16));
    }
    assertEquals(1, medium.reads);
    assertArrayEquals(expected(65_535, 2), read(buffer, 65_535, 2));
    assertEquals(2, medium.reads);
  }

  @Test
  void readsNumbersWithTheHighestByteFirst() {
    byte[] number = {(byte) 0x81, (byte) 0xF2, (byte) 0xC3, (byte) 0x94};
    System.arraycopy(number, 0, medium.bytes, 7, 4);
    assertEquals(0x81F2_C394, new ReadBuffer(medium, SIZE).integer(7));
  }

  @Test
  void hasWhatIsWithinItsLimit() {
    ReadBuffer buffer = new ReadBuffer(medium, 100);
    assertTrue(buffer.has(0, 100));
    assertTrue(buffer.has(100, 0));
    assertTrue(buffer.has(96, 4));
    assertFalse(buffer.has(97, 4));
    assertFalse(buffer.has(0, 101));
    assertFalse(buffer.has(-1, 4));
    assertFalse(buffer.has(0, -1));
    assertFalse(buffer.has(8, Integer.MAX_VALUE));
    assertFalse(buffer.has(Integer.MAX_VALUE, 8));
  }

  @Test
  void seesWhatIsWrittenBehindARaisedLimit() {
    ReadBuffer buffer = new ReadBuffer(medium, 100);
    assertArrayEquals(expected(90, 10), read(buffer, 90, 10));
    medium.bytes[105] = 1;
    buffer.limit(110);
    assertTrue(buffer.has(100, 10));
    assertArrayEquals(expected(95, 15), read(buffer, 95, 15));
  }

  @Test
  void readsAgainAfterTheLimitWasLowered() {
    ReadBuffer buffer = new ReadBuffer(medium, 110);
    assertArrayEquals(expected(0, 110), read(buffer, 0, 110));
    medium.bytes[95] = 1;
    buffer.limit(90);
    assertEquals(90, buffer.limit());
    buffer.limit(100);
    assertArrayEquals(expected(80, 20), read(buffer, 80, 20));
  }

  @Test
  void fillsWhatCannotBeReadAndGivesTheRest() {
    medium.badBlocks.add(2);
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    byte[] read = read(buffer, 100, 5 * BLOCK);
    byte[] expected = expected(100, 5 * BLOCK);
    Arrays.fill(expected, 2 * BLOCK - 100, 3 * BLOCK - 100, (byte) 0xFF);
    assertArrayEquals(expected, read);
    assertEquals("Input/output error", buffer.fault().orElseThrow().getMessage());
    assertFalse(buffer.isHopeless());
  }

  @Test
  void fillsToTheLimitOnlyWhenTheLastBlockIsBad() {
    medium.badBlocks.add(1);
    ReadBuffer buffer = new ReadBuffer(medium, BLOCK + 10);
    byte[] read = read(buffer, 0, BLOCK + 10);
    byte[] expected = expected(0, BLOCK + 10);
    Arrays.fill(expected, BLOCK, BLOCK + 10, (byte) 0xFF);
    assertArrayEquals(expected, read);
  }

  @Test
  void isNotHopelessIfAtLeastTheHeaderCanBeRead() {
    for (int block = 1; block * BLOCK < SIZE; block++) {
      medium.badBlocks.add(block);
    }
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    assertEquals(0xFFFF_FFFF, buffer.integer(BLOCK));
    assertFalse(buffer.isHopeless());
    assertTrue(buffer.fault().isPresent());
  }

  @Test
  void isNotHopelessIfOnlyTheHeaderCannotBeRead() {
    medium.badBlocks.add(0);
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    assertEquals(0xFFFF_FFFF, buffer.integer(Header.SIZE));
    assertFalse(buffer.isHopeless());
  }

  @Test
  void isHopelessIfNothingCanBeRead() {
    for (int block = 0; block * BLOCK < SIZE; block++) {
      medium.badBlocks.add(block);
    }
    ReadBuffer buffer = new ReadBuffer(medium, SIZE);
    assertEquals(0xFFFF_FFFF, buffer.integer(Header.SIZE));
    assertTrue(buffer.isHopeless());
    assertTrue(buffer.fault().isPresent());
  }
}
