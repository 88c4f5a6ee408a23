package io.sealpost.device.journal.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Records as bytes; the layout is described with the package. */
final class RecordFormat {
  /** Bytes before the body: its length and its checksum. */
  static final int HEAD = 8;

  /** Bytes of the zero length that ends what was written. */
  static final int TERMINATOR = 4;

  private static final byte MESSAGE = 1;
  private static final byte POSITION = 2;
  private static final byte CHECKPOINT = 3;

  private static final int MESSAGE_FIXED = 1 + 8 + 4 + 4 + 8 + 8 + 1;
  private static final int CHECKPOINT_FIXED = 1 + 8 + 8;
  private static final int RANGE = 4 + 4 + 4 + 8;

  private RecordFormat() {}

  /** Bytes of a record, without terminator. */
  static int size(SegmentRecord record) {
    if (record instanceof Message message) {
      return HEAD + MESSAGE_FIXED + message.channel().path().length() + message.sealed().length;
    }
    return HEAD
        + CHECKPOINT_FIXED
        + ((Checkpoint) record).drops().map(RecordFormat::size).orElse(0);
  }

  private static int size(Drops drops) {
    int size = 8 + 2;
    for (Map.Entry<String, List<Dropped>> entry : drops.ranges().entrySet()) {
      size += 1 + entry.getKey().length() + 1 + entry.getValue().size() * RANGE;
    }
    return size;
  }

  /** A record with its checksum, without terminator. */
  static byte[] encode(SegmentRecord record, int seed) {
    ByteBuffer bytes = ByteBuffer.allocate(size(record));
    bytes.putInt(bytes.capacity() - HEAD).putInt(0);
    if (record instanceof Message message) {
      put(bytes, message);
    } else {
      put(bytes, (Checkpoint) record);
    }
    bytes.putInt(4, checksum(seed, bytes.array(), 0, bytes.capacity() - HEAD));
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, Message message) {
    bytes.put(MESSAGE).putLong(message.id());
    bytes.putInt((int) message.counter().epoch()).putInt((int) message.counter().sequence());
    bytes.putLong(message.time().uptimeMillis()).putLong(message.time().wallMillis());
    put(bytes, message.channel().path());
    bytes.put(message.sealed());
  }

  private static void put(ByteBuffer bytes, Checkpoint checkpoint) {
    bytes.put(checkpoint.drops().isPresent() ? CHECKPOINT : POSITION);
    bytes.putLong(checkpoint.position()).putLong(checkpoint.nextId());
    if (checkpoint.drops().isPresent()) {
      Drops drops = checkpoint.drops().get();
      bytes.putLong(drops.serial()).putShort((short) drops.ranges().size());
      drops.ranges().forEach((path, list) -> put(bytes, path, list));
    }
  }

  private static void put(ByteBuffer bytes, String path, List<Dropped> list) {
    put(bytes, path);
    bytes.put((byte) list.size());
    for (Dropped range : list) {
      bytes.putInt((int) range.epoch()).putInt((int) range.first()).putInt((int) range.last());
      bytes.putLong(range.count());
    }
  }

  private static void put(ByteBuffer bytes, String path) {
    bytes.put((byte) path.length()).put(path.getBytes(US_ASCII));
  }

  /** The checksum of a record that starts at an offset, by what the checksum before it was. */
  static int checksum(int seed, byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(4).putInt(0, seed));
    crc.update(bytes, offset, 4);
    crc.update(bytes, offset + HEAD, length);
    return (int) crc.getValue();
  }

  /**
   * Reads the body of a record whose checksum is right.
   *
   * @return empty if this version does not know such a record
   */
  static Optional<SegmentRecord> decode(ByteBuffer body) {
    try {
      return switch (body.get()) {
        case MESSAGE -> message(body);
        case POSITION -> Optional.of(checkpoint(body, false));
        case CHECKPOINT -> Optional.of(checkpoint(body, true));
        default -> Optional.empty();
      };
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // The checksum was right: it was written so, by a program that is not this one.
      return Optional.empty();
    }
  }

  private static Optional<SegmentRecord> message(ByteBuffer body) {
    long id = body.getLong();
    Counter counter = new Counter(unsigned(body), unsigned(body));
    AppendTime time = new AppendTime(body.getLong(), body.getLong());
    Optional<Channel> channel = Channel.ofPath(path(body));
    byte[] sealed = new byte[body.remaining()];
    body.get(sealed);
    return channel.map(c -> new Message(id, c, counter, time, sealed));
  }

  private static Checkpoint checkpoint(ByteBuffer body, boolean withDrops) {
    long position = body.getLong();
    long nextId = body.getLong();
    return new Checkpoint(
        position, nextId, withDrops ? Optional.of(drops(body)) : Optional.empty());
  }

  private static Drops drops(ByteBuffer body) {
    long serial = body.getLong();
    Map<String, List<Dropped>> ranges = new HashMap<>();
    for (int channels = Short.toUnsignedInt(body.getShort()); channels > 0; channels--) {
      String path = path(body);
      List<Dropped> list = new ArrayList<>();
      for (int n = Byte.toUnsignedInt(body.get()); n > 0; n--) {
        list.add(new Dropped(unsigned(body), unsigned(body), unsigned(body), body.getLong()));
      }
      ranges.put(path, list);
    }
    return new Drops(serial, ranges);
  }

  private static long unsigned(ByteBuffer body) {
    return Integer.toUnsignedLong(body.getInt());
  }

  private static String path(ByteBuffer body) {
    byte[] path = new byte[Byte.toUnsignedInt(body.get())];
    body.get(path);
    return new String(path, US_ASCII);
  }
}
