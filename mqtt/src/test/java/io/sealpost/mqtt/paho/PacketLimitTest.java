package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketLimitTest {
  private static final int TOO_MANY = PacketLimit.MOST_BYTES + 1;
  private static final byte[] SMALL = publish(0x32, "t", 7, 100);
  private static final byte[] LARGE = publish(0x3b, "a/b", 0x1234, TOO_MANY);
  private static final byte[] SUBSTITUTE = {0x3b, 5, 0, 1, '#', 0x12, 0x34};
  private static final byte[] PINGRESP = {(byte) 0xd0, 0};

  private final List<String> warnings = new ArrayList<>();
  private final AtomicLong progress = new AtomicLong();
  private final OversizedMessages oversized = new OversizedMessages(() -> 0, warnings::add);

  @ParameterizedTest
  @ValueSource(ints = {5, 127, 128, 16_383, 16_384, 65_536, PacketLimit.MOST_BYTES})
  void packetsUpToTheLimitPassUntouched(int length) throws IOException {
    byte[] bytes = join(publish(0x30, "t", 7, length), PINGRESP, SMALL);
    assertArrayEquals(bytes, limited(bytes).readAllBytes());
    assertEquals(0, oversized.count());
    assertEquals(0, progress.get());
  }

  @Test
  void largeMessageTurnsIntoAnEmptyOneThatIsAcknowledgedInItsTurn() throws IOException {
    byte[] bytes = join(SMALL, LARGE, PINGRESP, LARGE, SMALL);
    byte[] expected = join(SMALL, SUBSTITUTE, PINGRESP, SUBSTITUTE, SMALL);
    assertArrayEquals(expected, limited(bytes).readAllBytes());
    assertEquals(2, oversized.count());
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains(TOO_MANY + " bytes on 'a/b'"), warnings.get(0));
  }

  @Test
  void largeMessageWithoutAcknowledgementHasNoIdentifierToKeep() throws IOException {
    byte[] bytes = join(publish(0x31, "a/b", -1, TOO_MANY), SMALL);
    assertArrayEquals(join(new byte[] {0x31, 3, 0, 1, '#'}, SMALL), limited(bytes).readAllBytes());
  }

  @Test
  void bytesMayComeInAnyPieces() throws IOException {
    byte[] bytes = join(PINGRESP, LARGE, SMALL);
    byte[] expected = join(PINGRESP, SUBSTITUTE, SMALL);
    int afterLarge = PINGRESP.length + LARGE.length;
    for (int at = 0; at <= bytes.length; at++) {
      if (at == 40) {
        // the middle of the dropped payload is all the same
        at = afterLarge - 40;
      }
      InputStream pieces =
          new SequenceInputStream(
              new ByteArrayInputStream(bytes, 0, at),
              new ByteArrayInputStream(bytes, at, bytes.length - at));
      assertArrayEquals(expected, new PacketLimit(pieces, n -> {}, oversized).readAllBytes());
    }
  }

  @Test
  void bytesMayBeTakenOneByOne() throws IOException {
    InputStream in = limited(join(SMALL, LARGE, PINGRESP));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      out.write(octet);
    }
    assertArrayEquals(join(SMALL, SUBSTITUTE, PINGRESP), out.toByteArray());
  }

  @Test
  void endInsideADroppedMessageIsTold() {
    for (int length : List.of(1, 3, 4, 5, 6, 8, 10, 5_000, LARGE.length - 1)) {
      byte[] cut = new byte[length];
      System.arraycopy(LARGE, 0, cut, 0, length);
      assertThrows(EOFException.class, () -> limited(cut).readAllBytes(), length + " bytes");
    }
  }

  @Test
  void longestTopicIsReadOverAndShownInPart() throws IOException {
    byte[] large = publish(0x32, "é".repeat(30_000), 9, 300_000);
    byte[] expected = join(new byte[] {0x32, 5, 0, 1, '#', 0, 9}, SMALL);
    assertArrayEquals(expected, limited(join(large, SMALL)).readAllBytes());
    assertTrue(warnings.get(0).length() < 400, warnings.get(0));
  }

  @Test
  void longestMessageOfAllTakesNoMoreMemoryThanAnyOther() throws IOException {
    byte[] head = {0x32, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0, 1, 't', 0, 3};
    int rest = 268_435_455 - 5;
    InputStream bytes =
        new SequenceInputStream(
            new SequenceInputStream(new ByteArrayInputStream(head), new Zeros(rest)),
            new ByteArrayInputStream(PINGRESP));
    byte[] expected = join(new byte[] {0x32, 5, 0, 1, '#', 0, 3}, PINGRESP);
    PacketLimit limit = new PacketLimit(bytes, progress::addAndGet, oversized);
    assertArrayEquals(expected, limit.readAllBytes());
    assertEquals(rest, progress.get(), "told all along that bytes come");
  }

  @Test
  void anythingElseThatIsTooLargeIsAFault() {
    for (int type = 0; type < 16; type++) {
      if (type != 3) {
        byte[] bytes = {(byte) (type << 4), (byte) 0x81, (byte) 0x80, 0x10, 0};
        PacketException fault =
            assertThrows(PacketException.class, () -> limited(bytes).readAllBytes());
        assertTrue(
            String.valueOf(fault.getMessage()).contains("type " + type + " with 262145 bytes"));
      }
    }
  }

  @Test
  void lengthOfFiveBytesIsAFault() {
    byte[] bytes = {0x32, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x01};
    PacketException fault =
        assertThrows(PacketException.class, () -> limited(bytes).readAllBytes());
    assertTrue(
        String.valueOf(fault.getMessage()).contains("more than 4 bytes"), String.valueOf(fault));
  }

  @Test
  void availableCountsWhatCanBeReadAtOnce() throws IOException {
    InputStream in = limited(SMALL);
    assertEquals(SMALL.length, in.available());
    assertEquals(0x32, in.read());
    assertEquals(1, in.available());
    assertFalse(in.markSupported());
    assertThrows(UnsupportedOperationException.class, () -> in.skip(1));
    assertEquals(0, in.read(new byte[0], 0, 0));
  }

  private PacketLimit limited(byte[] bytes) {
    return new PacketLimit(new ByteArrayInputStream(bytes), progress::addAndGet, oversized);
  }

  /** A PUBLISH whose length is as given. */
  private static byte[] publish(int first, String topic, int id, int length) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    int left = length;
    do {
      out.write((left % 128) | (left >= 128 ? 0x80 : 0));
      left /= 128;
    } while (left > 0);
    out.write(name.length >> 8);
    out.write(name.length);
    out.writeBytes(name);
    int header = 2 + name.length;
    if (id >= 0) {
      out.write(id >> 8);
      out.write(id);
      header += 2;
    }
    for (int i = header; i < length; i++) {
      out.write(i);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private int left;

    Zeros(int left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = Math.min(left, length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
