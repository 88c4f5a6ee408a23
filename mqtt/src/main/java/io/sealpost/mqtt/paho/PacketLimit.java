package io.sealpost.mqtt.paho;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * The broker's packets (MQTT 3.1.1 section 2.2), of which none is large. Paho allocates whatever
 * length a packet announces, up to 256 MiB, before a byte of it came.
 *
 * <p>A PUBLISH that is too large is read without being kept, and what comes out instead is an empty
 * one with the same identifier on {@link #DISCARDED}. So it is acknowledged in its turn and by the
 * same thread as all others, and the broker does not send it again for ever. Anything else that is
 * too large is a {@link PacketException}. For one reading thread.
 */
final class PacketLimit extends FilterInputStream {
  /** No broker may publish on it (section 3.3.2.1), so that it cannot be mistaken for a topic. */
  static final String DISCARDED = "#";

  /** Bytes after the fixed header that pass; ten of them wait in Paho at most. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int PUBLISH = 3;
  private static final int QOS = 0b0110;
  private static final int MOST_LENGTH_BYTES = 4;
  private static final int CHUNK = 4 * 1024;

  /** Of a topic, what is worth a place in a log. */
  private static final int MOST_TOPIC_BYTES = 200;

  private final IntConsumer progress;
  private final OversizedMessages oversized;

  // connection: the reading thread; what goes out before the rest of the packet, and that rest
  private byte[] head = new byte[0];
  private int headAt;
  private int rest;

  /**
   * @param progress told of bytes that were read and not passed on, as they come
   */
  PacketLimit(InputStream in, IntConsumer progress, OversizedMessages oversized) {
    super(in);
    this.progress = progress;
    this.oversized = oversized;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (headAt == head.length && rest == 0 && !nextPacket()) {
      return -1;
    }
    if (headAt < head.length) {
      int count = Math.min(length, head.length - headAt);
      System.arraycopy(head, headAt, buffer, offset, count);
      headAt += count;
      return count;
    }
    int count = in.read(buffer, offset, Math.min(length, rest));
    rest -= Math.max(0, count);
    return count;
  }

  @Override
  public int available() throws IOException {
    int ready = head.length - headAt;
    return ready > 0 ? ready : in.available();
  }

  @Override
  public long skip(long count) throws IOException {
    throw new UnsupportedOperationException("packets are read, not skipped");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private boolean nextPacket() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    byte[] fixed = new byte[1 + MOST_LENGTH_BYTES];
    fixed[0] = (byte) first;
    int size = 1;
    int length = 0;
    int octet;
    do {
      if (size > MOST_LENGTH_BYTES) {
        throw new PacketException(
            "sent a packet whose length has more than 4 bytes: check that it is an MQTT broker");
      }
      octet = octet();
      fixed[size] = (byte) octet;
      length |= (octet & 0x7f) << (7 * (size - 1));
      size++;
    } while ((octet & 0x80) != 0);
    if (length <= MOST_BYTES) {
      pass(fixed, size, length);
    } else {
      discard(first, length);
    }
    return true;
  }

  private void pass(byte[] bytes, int size, int following) {
    head = new byte[size];
    System.arraycopy(bytes, 0, head, 0, size);
    headAt = 0;
    rest = following;
  }

  private void discard(int first, int length) throws IOException {
    if (first >> 4 != PUBLISH) {
      throw new PacketException(
          "sent a packet of type "
              + (first >> 4)
              + " with "
              + length
              + " bytes, and expected are "
              + MOST_BYTES
              + " at most: check that it is an MQTT broker");
    }
    int topicLength = (octet() << 8) | octet();
    int shown = Math.min(topicLength, MOST_TOPIC_BYTES);
    byte[] topic = in.readNBytes(shown);
    drop(topicLength - shown);
    // more than a topic of 64 KiB is left in any case
    int left = length - 2 - topicLength;
    if ((first & QOS) == 0) {
      pass(new byte[] {(byte) first, 3, 0, 1, '#'}, 5, 0);
    } else {
      pass(new byte[] {(byte) first, 5, 0, 1, '#', (byte) octet(), (byte) octet()}, 7, 0);
      left -= 2;
    }
    drop(left);
    oversized.discarded(new String(topic, StandardCharsets.UTF_8), length);
  }

  private void drop(int count) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int left = count;
    while (left > 0) {
      int read = in.read(chunk, 0, Math.min(left, CHUNK));
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
      progress.accept(read);
    }
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException();
    }
    return octet;
  }
}
