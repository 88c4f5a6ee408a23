package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;
import org.tinylog.Logger;

/**
 * Reads the messages of the segments one after another; to go on where it is costs least. Owned by
 * the agent's thread.
 */
final class Cursor {
  private final Disk disk;
  private final Contents contents;
  private final Runnable damageFound;

  // All owned by the agent's thread.
  private Optional<Reading> reading = Optional.empty();
  private Optional<Place> resume = Optional.empty();
  private Optional<Message> last = Optional.empty();
  private long at = -1;
  private long before = -1;
  private int damagedPlaces;

  private record Reading(
      Segment segment, Disk.File file, ReadBuffer bytes, SegmentReader records) {}

  /**
   * @param damageFound told of every segment that turns out to be damaged
   */
  Cursor(Disk disk, Contents contents, Runnable damageFound) {
    this.disk = disk;
    this.contents = contents;
    this.damageFound = damageFound;
  }

  /**
   * The oldest message in the segments above an id.
   *
   * @throws IOException if the disk fails as a whole: nothing is known of the messages
   */
  Optional<Message> after(long id) throws IOException {
    boolean lost = reading.isPresent() && reading.get().segment().isGone();
    if (last.isPresent() && before == id && !lost) {
      return last;
    }
    if (at != id || lost) {
      close();
    }
    Optional<Message> next = read(id);
    if (next.isPresent()) {
      last = next;
      before = id;
      at = next.get().id();
    }
    return next;
  }

  /** A message was had from memory: what follows it is read next. */
  void goTo(Message message, Place place) {
    resume = Optional.of(place);
    last = Optional.empty();
    at = message.id();
  }

  /** Lets go of the file, and starts anew next time. */
  void close() {
    reading.ifPresent(r -> close(r.file()));
    reading = Optional.empty();
    resume = Optional.empty();
    last = Optional.empty();
    at = -1;
  }

  private static void close(Disk.File file) {
    try {
      file.close();
    } catch (IOException e) {
      Logger.debug("journal file not closed: {}", Faults.text(e));
    }
  }

  private Optional<Message> read(long id) throws IOException {
    resume(id);
    OptionalLong candidate = contents.segments().firstIdFrom(id + 1);
    while (candidate.isPresent()) {
      long sought = candidate.getAsLong();
      Segment segment = contents.segments().holding(sought).orElseThrow();
      Optional<Message> next = read(segment, id);
      if (next.isPresent() || segment.lastId() >= sought) {
        return next;
      }
      candidate = contents.segments().firstIdFrom(id + 1);
    }
    return Optional.empty();
  }

  private void resume(long id) throws IOException {
    if (resume.isPresent()) {
      Place place = resume.get();
      resume = Optional.empty();
      if (!place.segment().isGone() && place.segment().lastId() > id) {
        open(place.segment(), place.end(), place.endSeed(), id);
      } else {
        close();
      }
    }
  }

  private Optional<Message> read(Segment segment, long above) throws IOException {
    try {
      if (reading.isEmpty() || reading.get().segment() != segment) {
        open(segment, Header.SIZE, segment.headerSeed(), segment.firstId() - 1);
      }
    } catch (NoSuchFileException e) {
      lose(segment, segment.firstId() - 1, "it is gone");
      return Optional.empty();
    }
    return next(reading.orElseThrow(), above);
  }

  private void open(Segment segment, int offset, int seed, long lastId) throws IOException {
    if (reading.isEmpty() || reading.get().segment() != segment) {
      close();
      Disk.File file = disk.openToRead(segment.name());
      ReadBuffer bytes = new ReadBuffer(file, segment.end());
      reading =
          Optional.of(new Reading(segment, file, bytes, records(bytes, offset, seed, lastId)));
    } else {
      Reading now = reading.get();
      SegmentReader records = records(now.bytes(), offset, seed, lastId);
      reading = Optional.of(new Reading(segment, now.file(), now.bytes(), records));
    }
  }

  private SegmentReader records(ReadBuffer bytes, int offset, int seed, long lastId) {
    damagedPlaces = 0;
    return new SegmentReader(bytes, offset, seed, lastId);
  }

  private Optional<Message> next(Reading from, long above) throws IOException {
    Segment segment = from.segment();
    from.bytes().limit(segment.end());
    Optional<SegmentRecord> record;
    do {
      record = from.records().next();
    } while (record.isPresent()
        && !(record.get() instanceof Message message && message.id() > above));
    if (from.bytes().isHopeless()) {
      close();
      throw from.bytes().fault().orElseThrow();
    }
    if (record.isEmpty()) {
      lose(segment, from.records().lastId(), "nothing valid follows");
    } else if (from.records().damaged() > damagedPlaces) {
      damagedPlaces = from.records().damaged();
      damaged(segment, from.records().firstDamage(), "part of it cannot be read");
      contents.recount(segment, Scan.messages(disk, segment));
    }
    return record.map(Message.class::cast);
  }

  /** Gives up what cannot be read from a segment. */
  void lose(Segment segment, long above, String why) {
    if (segment.lastId() > above) {
      damaged(segment, segment.end(), why + "; messages above " + above + " are lost");
      contents.lost(segment, above);
    }
  }

  private void damaged(Segment segment, int position, String what) {
    if (!segment.isDamaged()) {
      segment.setDamaged();
      damageFound.run();
      Logger.warn("journal file {} is damaged before {}: {}", segment.name(), position, what);
    }
  }
}
