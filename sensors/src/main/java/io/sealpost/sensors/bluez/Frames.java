package io.sealpost.sensors.bluez;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes from the bus into messages (D-Bus specification, "Message Format"). Its memory is
 * fixed: a message longer than {@link #MAX_BYTES} is passed over while it comes in, so that nobody
 * on the bus can exhaust ours.
 */
final class Frames {
  /** A device with everything it can have takes 2 KiB. */
  static final int MAX_BYTES = 1 << 16;

  private static final int FIXED = 16;

  private final ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES);

  // Owned by the thread that reads.
  private long skip;
  private long skipped;

  /** One message in its parts. */
  static final class Frame {
    private final byte[] fixed;
    private final byte[] fields;
    private final byte[] body;

    private Frame(int fieldBytes, int bodyBytes) {
      this.fixed = new byte[12];
      this.fields = new byte[8 + fieldBytes];
      this.body = new byte[bodyBytes];
    }

    /** 1 call, 2 answer, 3 error, 4 signal. */
    byte type() {
      return fixed[1];
    }

    /** The first 12 bytes. */
    byte[] fixed() {
      return fixed;
    }

    /** Length of the header fields, 4 bytes of filling, the fields. */
    byte[] fields() {
      return fields;
    }

    /** All of the body. */
    byte[] body() {
      return body;
    }
  }

  /** Where to put what comes in; hand it back with {@link #next} until there is no more. */
  ByteBuffer space() {
    return buffer;
  }

  /** How many messages were passed over. */
  long skipped() {
    return skipped;
  }

  /** Forgets what came in. */
  void clear() {
    buffer.clear();
    skip = 0;
  }

  /**
   * Takes the next message out.
   *
   * @return empty until more has come in
   * @throws MalformedFrame if this is no D-Bus
   */
  Optional<Frame> next() throws MalformedFrame {
    buffer.flip();
    try {
      return Optional.ofNullable(take());
    } finally {
      buffer.compact();
    }
  }

  private @Nullable Frame take() throws MalformedFrame {
    while (true) {
      int gone = (int) Math.min(skip, buffer.remaining());
      buffer.position(buffer.position() + gone);
      skip -= gone;
      if (skip > 0 || buffer.remaining() < FIXED) {
        return null;
      }
      int start = buffer.position();
      buffer.order(orderOf(buffer.get(start)));
      long body = Integer.toUnsignedLong(buffer.getInt(start + 4));
      long fields = (Integer.toUnsignedLong(buffer.getInt(start + 12)) + 7) & ~7L;
      if (FIXED + fields + body > MAX_BYTES) {
        skip = FIXED + fields + body;
        skipped++;
      } else if (buffer.remaining() < FIXED + fields + body) {
        return null;
      } else {
        return cut((int) fields, (int) body);
      }
    }
  }

  private Frame cut(int fieldBytes, int bodyBytes) {
    Frame frame = new Frame(fieldBytes, bodyBytes);
    buffer.get(frame.fixed).get(frame.fields, 0, 4);
    buffer.get(frame.fields, 8, fieldBytes).get(frame.body);
    return frame;
  }

  private static ByteOrder orderOf(byte mark) throws MalformedFrame {
    return switch (mark) {
      case 'l' -> ByteOrder.LITTLE_ENDIAN;
      case 'B' -> ByteOrder.BIG_ENDIAN;
      default -> throw new MalformedFrame(mark);
    };
  }

  /** What came in is no D-Bus: there is no way to find the next message. */
  static final class MalformedFrame extends Exception {
    MalformedFrame(byte mark) {
      super("a message begins with byte " + Byte.toUnsignedInt(mark) + ", which is no D-Bus");
    }
  }
}
