package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.JournalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** The files of a journal as they are found, told apart by their headers. */
final class Folder {
  private static final Header NONE = Header.appended(0, 0);

  private final List<String> names;
  private final List<Found> valid = new ArrayList<>();
  private final List<Found> damaged = new ArrayList<>();
  private final List<Found> empty = new ArrayList<>();
  private final List<Found> all = new ArrayList<>();

  // Used by the agent's thread, while this reads.
  private int unreadable;

  /**
   * A segment file.
   *
   * @param headerSeed the checksum in its header, right or not
   */
  record Found(String name, int size, Header header, int headerSeed) {}

  private Folder(List<String> names) {
    this.names = List.copyOf(names);
  }

  /**
   * Reads the headers of all files.
   *
   * @throws JournalException if a newer version wrote one of them
   * @throws IOException if the folder cannot be read at all
   */
  static Folder read(Disk disk) throws IOException, JournalException {
    Folder folder = new Folder(disk.list());
    for (String name : folder.names.stream().sorted().toList()) {
      if (FileName.SEGMENT.number(name).isPresent()) {
        folder.look(disk, name);
      }
    }
    return folder;
  }

  private void look(Disk disk, String name) throws JournalException {
    try (Disk.File file = disk.openToRead(name)) {
      int size = file.size();
      ReadBuffer bytes = new ReadBuffer(file, size);
      byte[] header = new byte[Header.SIZE];
      if (bytes.has(0, Header.SIZE)) {
        int at = bytes.at(0, Header.SIZE);
        System.arraycopy(bytes.array(), at, header, 0, Header.SIZE);
      }
      if (bytes.isHopeless()) {
        throw bytes.fault().orElseThrow();
      }
      sort(name, size, header);
    } catch (IOException e) {
      unreadable++;
      all.add(new Found(name, 0, NONE, 0));
      Logger.warn("journal file {} cannot be read: {}", name, Faults.text(e));
    }
  }

  private void sort(String name, int size, byte[] bytes) throws JournalException {
    Optional<Header> header = Header.decode(bytes);
    int seed = Header.storedChecksum(bytes);
    Found found = new Found(name, size, header.orElse(NONE), seed);
    all.add(found);
    if (header.isPresent()) {
      if (header.get().version() > Header.VERSION) {
        throw new JournalException(
            name
                + " was written in version "
                + header.get().version()
                + " of the journal, but this program knows only version "
                + Header.VERSION
                + "; start the program that wrote it, or move the folder away");
      }
      valid.add(found);
    } else if (Arrays.equals(bytes, new byte[Header.SIZE])) {
      empty.add(found);
    } else {
      damaged.add(found);
    }
  }

  /** Names of all files in the folder. */
  List<String> names() {
    return names;
  }

  /** All segment files. */
  List<Found> all() {
    return all;
  }

  /** Those with a header. */
  List<Found> valid() {
    return valid;
  }

  /** Those with something that is no header. */
  List<Found> damaged() {
    return damaged;
  }

  /** Those never used. */
  List<Found> empty() {
    return empty;
  }

  /** How many could not be read at all; they stay as they are. */
  int unreadable() {
    return unreadable;
  }

  /** The highest number that a segment has. */
  long highestNumber() {
    long highest = 0;
    for (Found found : valid) {
      highest = Math.max(highest, found.header().number());
    }
    return highest;
  }
}
