package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole segment at once. */
final class Scan {
  private Scan() {}

  /** The messages of a segment that can be read. */
  static List<Message> messages(Disk disk, Segment segment) throws IOException {
    List<Message> messages = new ArrayList<>();
    try (Disk.File file = disk.openToRead(segment.name())) {
      ReadBuffer bytes = new ReadBuffer(file, segment.end());
      SegmentReader reader = start(bytes, segment);
      for (Optional<SegmentRecord> record = reader.next();
          record.isPresent();
          record = reader.next()) {
        if (record.get() instanceof Message message) {
          messages.add(message);
        }
      }
      if (bytes.isHopeless()) {
        throw bytes.fault().orElseThrow();
      }
    }
    return messages;
  }

  /** Reads a segment from its first record on. */
  static SegmentReader start(ReadBuffer bytes, Segment segment) {
    return new SegmentReader(bytes, Header.SIZE, segment.headerSeed(), segment.firstId() - 1);
  }
}
