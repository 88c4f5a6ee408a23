package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.ring.Folder.Found;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderTest {
  private static final int SIZE = 4096;

  private final SimulatedDisk disk = new SimulatedDisk(512, 1);

  private void put(int number, Header header) {
    disk.put(FileName.SEGMENT.of(number), Arrays.copyOf(header.encode(), SIZE));
  }

  private static List<String> names(List<Found> found) {
    return found.stream().map(Found::name).toList();
  }

  @Test
  void tellsFilesApartByTheirHeaders() throws IOException, JournalException {
    put(1, Header.appended(7, 100));
    disk.put("segment-000002", new byte[SIZE]);
    put(3, Header.appended(8, 200));
    disk.flip("segment-000003", 20);
    Folder folder = Folder.read(disk);
    assertEquals(List.of("segment-000001"), names(folder.valid()));
    assertEquals(List.of("segment-000002"), names(folder.empty()));
    assertEquals(List.of("segment-000003"), names(folder.damaged()));
    assertEquals(3, folder.all().size());
    assertEquals(0, folder.unreadable());
  }

  @Test
  void tellsSizeHeaderAndChecksumOfEach() throws IOException, JournalException {
    Header header = Header.thinned(2, 3, 7, 100, 200);
    put(1, header);
    int seed = Header.storedChecksum(header.encode());
    assertEquals(
        List.of(new Found("segment-000001", SIZE, header, seed)), Folder.read(disk).valid());
  }

  @Test
  void keepsTheChecksumOfADamagedHeaderBecauseTheRecordsChainToIt()
      throws IOException, JournalException {
    Header header = Header.appended(7, 100);
    put(1, header);
    disk.flip("segment-000001", 0);
    Found found = Folder.read(disk).damaged().get(0);
    assertEquals(Header.storedChecksum(header.encode()), found.headerSeed());
    assertEquals(0, found.header().number());
  }

  @Test
  void doesNotLookIntoOtherFiles() throws IOException, JournalException {
    disk.put("notes.txt", new byte[] {1, 2, 3});
    disk.put("quarantine-000001", new byte[] {1, 2, 3});
    Folder folder = Folder.read(disk);
    assertEquals(List.of(), folder.all());
    assertEquals(List.of("notes.txt", "quarantine-000001"), folder.names());
  }

  @Test
  void takesAFileTooShortForAHeaderForUnused() throws IOException, JournalException {
    disk.put("segment-000001", new byte[] {1, 2, 3});
    disk.put("segment-000002", new byte[0]);
    assertEquals(List.of("segment-000001", "segment-000002"), names(Folder.read(disk).empty()));
  }

  @Test
  void leavesAFileAloneThatCannotBeReadAtAll() throws IOException, JournalException {
    put(1, Header.appended(7, 100));
    put(2, Header.appended(8, 200));
    for (int offset = 0; offset < SIZE; offset += 512) {
      disk.spoil("segment-000001", offset);
    }
    Folder folder = Folder.read(disk);
    assertEquals(1, folder.unreadable());
    assertEquals(List.of("segment-000002"), names(folder.valid()));
    assertEquals(List.of("segment-000002", "segment-000001"), sortedByUse(folder));
  }

  private static List<String> sortedByUse(Folder folder) {
    return folder.all().stream()
        .sorted((a, b) -> Integer.compare(b.size(), a.size()))
        .map(Found::name)
        .toList();
  }

  @Test
  void refusesWhatALaterVersionWrote() {
    put(1, Header.appended(7, 100));
    put(2, new Header(2, 0, 0, 8, 200, Long.MAX_VALUE));
    JournalException refused = assertThrows(JournalException.class, () -> Folder.read(disk));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("segment-000002 was written in version 2"), message);
  }

  @Test
  void tellsTheHighestNumberUsed() throws IOException, JournalException {
    assertEquals(0, Folder.read(disk).highestNumber());
    put(1, Header.appended(9, 100));
    put(2, Header.appended(4, 200));
    assertEquals(9, Folder.read(disk).highestNumber());
  }
}
