package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForcingTest {
  private final SimulatedDisk disk = new SimulatedDisk(512, 1);
  private final Forcing forcing = new Forcing();

  private Disk.File file(String name) throws IOException {
    disk.put(name, new byte[1024]);
    return disk.openToWrite(name);
  }

  @Test
  void syncsEveryFile() throws IOException {
    forcing.force(List.of(file("a"), file("b")));
    assertEquals(2, disk.forces());
    forcing.force(List.of());
    assertEquals(2, disk.forces());
  }

  @Test
  void tellsOfAFailureAtOnce() throws IOException {
    List<Disk.File> files = List.of(file("a"), file("b"));
    disk.fail(SimulatedDisk.Operation.FORCE, "Input/output error");
    assertThrows(IOException.class, () -> forcing.force(files));
    assertEquals(1, disk.forces());
  }

  @Test
  void tellsEveryLaterCallerOfTheFirstFailureWithoutSyncing() throws IOException {
    List<Disk.File> files = List.of(file("a"));
    disk.fail(SimulatedDisk.Operation.FORCE, "Input/output error");
    IOException first = assertThrows(IOException.class, () -> forcing.force(files));
    disk.repair();
    assertSame(first, assertThrows(IOException.class, () -> forcing.force(files)));
    assertSame(first, assertThrows(IOException.class, () -> forcing.force(List.of())));
    assertEquals(1, disk.forces());
  }
}
