package io.sealpost.device.journal.ring;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment in use.
 *
 * @param version of the format
 * @param level how often its messages were thinned, 0 for a segment that was appended to
 * @param records how many it has, if it was written as a whole, else 0
 * @param number grows with every use of a segment
 * @param firstId no message in it has an id below
 * @param endId no message in it has this id or one above; {@link Long#MAX_VALUE} if that is not
 *     decided
 */
record Header(int version, int level, int records, long number, long firstId, long endId) {
  /** Length in bytes. */
  static final int SIZE = 64;

  /** The version that this program writes, and the highest that it reads. */
  static final int VERSION = 1;

  /** {@code SEALPOST} in ASCII. */
  private static final long MAGIC = 0x5345_414C_504F_5354L;

  private static final int CHECKSUM = SIZE - 4;

  /** That of a segment to be appended to. */
  static Header appended(long number, long firstId) {
    return new Header(VERSION, 0, 0, number, firstId, Long.MAX_VALUE);
  }

  /** That of a segment that replaces others. */
  static Header thinned(int level, int records, long number, long firstId, long endId) {
    return new Header(VERSION, level, records, number, firstId, endId);
  }

  /** Whether the segment replaces others. */
  boolean isThinned() {
    return level > 0;
  }

  /** Whether a segment that was used earlier holds nothing that counts any more. */
  boolean supersedes(Header other) {
    return other.number < number && other.firstId >= firstId && other.firstId < endId;
  }

  /** As bytes. */
  byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    bytes.putLong(MAGIC).putShort((short) version).putShort((short) level).putInt(records);
    bytes.putLong(number).putLong(firstId).putLong(endId);
    bytes.putInt(CHECKSUM, checksum(bytes.array()));
    return bytes.array();
  }

  /** Reads {@link #SIZE} bytes; empty if they are no header, or a damaged one. */
  static Optional<Header> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getLong() != MAGIC || storedChecksum(bytes) != checksum(bytes)) {
      return Optional.empty();
    }
    return Optional.of(
        new Header(
            Short.toUnsignedInt(in.getShort()),
            Short.toUnsignedInt(in.getShort()),
            in.getInt(),
            in.getLong(),
            in.getLong(),
            in.getLong()));
  }

  /** The checksum that the bytes claim to have, with which the chain of records starts. */
  static int storedChecksum(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(CHECKSUM);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKSUM);
    return (int) crc.getValue();
  }
}
