package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private final SimulatedDisk disk = new SimulatedDisk(512, 1);

  private Quarantine open() {
    return new Quarantine(disk, disk.list());
  }

  private void fill(int... numbers) {
    for (int number : numbers) {
      disk.put(FileName.SEGMENT.of(number), new byte[] {(byte) number});
    }
  }

  private static List<String> aside(int... numbers) {
    return Arrays.stream(numbers).mapToObj(FileName.QUARANTINE::of).toList();
  }

  @Test
  void putsAFileAsideAsItIs() {
    fill(5);
    open().put("segment-000005");
    assertEquals(aside(1), disk.list());
    assertArrayEquals(new byte[] {5}, disk.bytes("quarantine-000001"));
  }

  @Test
  void keepsTheNewestFew() {
    fill(1, 2, 3, 4, 5, 6);
    Quarantine quarantine = open();
    for (int i = 1; i <= 6; i++) {
      quarantine.put(FileName.SEGMENT.of(i));
    }
    assertEquals(aside(3, 4, 5, 6), disk.list());
    assertArrayEquals(new byte[] {6}, disk.bytes("quarantine-000006"));
  }

  @Test
  void goesOnBehindWhatAnEarlierRunPutAside() {
    for (int number : new int[] {7, 3, 12}) {
      disk.put(FileName.QUARANTINE.of(number), new byte[1]);
    }
    fill(1, 2);
    Quarantine quarantine = open();
    quarantine.put("segment-000001");
    assertEquals(aside(3, 7, 12, 13), disk.list().subList(0, 4));
    quarantine.put("segment-000002");
    assertEquals(aside(7, 12, 13, 14), disk.list());
  }

  @Test
  void countsOnlyItsOwnFiles() {
    disk.put("notes.txt", new byte[1]);
    fill(1, 999_999);
    open().put("segment-000001");
    assertEquals(List.of("notes.txt", "quarantine-000001", "segment-999999"), disk.list());
  }

  @Test
  void leavesAFileWhereItIsIfTheDiskFails() {
    fill(1, 2);
    Quarantine quarantine = open();
    disk.fail(SimulatedDisk.Operation.RENAME, "Input/output error");
    quarantine.put("segment-000001");
    assertEquals(List.of("segment-000001", "segment-000002"), disk.list());

    disk.repair();
    quarantine.put("segment-000002");
    assertEquals(List.of("quarantine-000001", "segment-000001"), disk.list());
  }

  @Test
  void hasItsFilesAfterAPowerCut() {
    fill(1);
    open().put("segment-000001");
    disk.cut();
    assertEquals(aside(1), disk.list());
  }

  @Test
  void prunesThoughSomebodyTookTheOldestAway() throws IOException {
    fill(1, 2, 3, 4, 5, 6, 7);
    Quarantine quarantine = open();
    for (int i = 1; i <= 4; i++) {
      quarantine.put(FileName.SEGMENT.of(i));
    }
    disk.delete("quarantine-000001");
    for (int i = 5; i <= 7; i++) {
      quarantine.put(FileName.SEGMENT.of(i));
    }
    assertEquals(aside(4, 5, 6, 7), disk.list());
  }
}
