package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramesTest {
  private final Frames frames = new Frames();

  @Test
  void messageIsCutIntoItsParts() throws Exception {
    frames.space().put(message(ByteOrder.LITTLE_ENDIAN, 5, 3));
    Frames.Frame frame = frames.next().orElseThrow();
    assertEquals(4, frame.type());
    assertEquals(12, frame.fixed().length);
    assertEquals(16, frame.fields().length, "length, filling, and 5 bytes filled up to 8");
    assertArrayEquals(new byte[] {7, 7, 7}, frame.body());
    assertEquals(Optional.empty(), frames.next());
  }

  @Test
  void bigEndianMessageIsCutAsWell() throws Exception {
    frames.space().put(message(ByteOrder.BIG_ENDIAN, 8, 300));
    assertEquals(300, frames.next().orElseThrow().body().length);
  }

  @Test
  void messageThatComesByteByByteIsWhole() throws Exception {
    byte[] message = message(ByteOrder.LITTLE_ENDIAN, 20, 40);
    for (int i = 0; i < message.length - 1; i++) {
      frames.space().put(message[i]);
      assertEquals(Optional.empty(), frames.next(), "after " + (i + 1) + " bytes");
    }
    frames.space().put(message[message.length - 1]);
    assertEquals(40, frames.next().orElseThrow().body().length);
  }

  @Test
  void severalMessagesComeInOrder() throws Exception {
    for (int i = 0; i < 10; i++) {
      frames.space().put(message(ByteOrder.LITTLE_ENDIAN, i, i));
    }
    for (int i = 0; i < 10; i++) {
      assertEquals(i, frames.next().orElseThrow().body().length);
    }
  }

  @Test
  void messageThatIsTooLongIsPassedOver() throws Exception {
    ByteBuffer all = ByteBuffer.allocate(1 << 20);
    all.put(message(ByteOrder.LITTLE_ENDIAN, 8, 300_000));
    all.put(message(ByteOrder.LITTLE_ENDIAN, 8, 1)).flip();
    int found = 0;
    while (all.hasRemaining()) {
      int most = Math.min(frames.space().remaining(), all.remaining());
      frames.space().put(all.slice(all.position(), most));
      all.position(all.position() + most);
      found += frames.next().isPresent() ? 1 : 0;
    }
    assertEquals(1, found);
    assertEquals(1, frames.skipped());
  }

  @Test
  void lengthsBeyondAllBoundsAreNotAllocated() throws Exception {
    ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    head.put(0, (byte) 'l').put(1, (byte) 4).put(3, (byte) 1).putInt(4, -1).putInt(12, -1);
    frames.space().put(head);
    assertEquals(Optional.empty(), frames.next());
    for (int i = 0; i < 100; i++) {
      frames.space().put(new byte[frames.space().remaining()]);
      assertEquals(Optional.empty(), frames.next());
    }
  }

  @Test
  void whatIsNoDbusIsRefused() {
    frames
        .space()
        .put("HTTP/1.1 400 Bad Request".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Frames.MalformedFrame refusal = assertThrows(Frames.MalformedFrame.class, frames::next);
    assertTrue(String.valueOf(refusal.getMessage()).contains("byte 72"));
  }

  @Test
  void messageOfGarbageIsNotUnderstoodAndDoesNoHarm() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      byte[] message = message(ByteOrder.LITTLE_ENDIAN, random.nextInt(64), random.nextInt(64));
      for (int at = 16; at < message.length; at++) {
        message[at] = (byte) random.nextInt(256);
      }
      message[1] = (byte) random.nextInt(6);
      frames.space().put(message);
      Messages.read(frames.next().orElseThrow());
    }
    assertEquals(Optional.empty(), frames.next());
  }

  private static byte[] message(ByteOrder order, int fields, int body) {
    int filled = (fields + 7) & ~7;
    ByteBuffer out = ByteBuffer.allocate(16 + filled + body).order(order);
    out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'l' : 'B'));
    out.put((byte) 4).put((byte) 0).put((byte) 1).putInt(body).putInt(1).putInt(fields);
    out.position(16 + filled);
    while (out.hasRemaining()) {
      out.put((byte) 7);
    }
    return out.array();
  }
}
