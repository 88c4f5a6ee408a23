package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewritingTest {
  private static final int SIZE = (64 << 10) + 512;

  private final byte[] seen = new byte[SIZE];
  private final SimulatedDisk disk = new SimulatedDisk(512, 1);

  RewritingTest() {
    for (int i = 0; i < SIZE; i++) {
      seen[i] = (byte) (i % 251 + 1);
    }
    disk.put("file", new byte[SIZE]);
  }

  /** What is read after this is not on the medium: a sync has failed. */
  private void writeAndFailToSync(Disk.File file) throws IOException {
    file.write(0, seen);
    disk.fail(SimulatedDisk.Operation.FORCE, "Input/output error");
    assertThrows(IOException.class, file::force);
    disk.repair();
  }

  @Test
  void bringsToTheMediumWhatAFailedSyncLeftInMemoryOnly() throws IOException {
    try (Disk.File file = disk.openToWrite("file")) {
      writeAndFailToSync(file);
      Rewriting.run(file, SIZE);
    }
    disk.cut();
    assertArrayEquals(seen, disk.bytes("file"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 512, 64 << 10, SIZE})
  void writesSoManyBytesAndSyncsOnce(int size) throws IOException {
    try (Disk.File file = disk.openToWrite("file")) {
      long before = disk.bytesWritten();
      Rewriting.run(file, size);
      assertEquals(size, disk.bytesWritten() - before);
    }
    assertEquals(1, disk.forces());
  }

  @Test
  void failsIfTheDiskDoes() throws IOException {
    try (Disk.File file = disk.openToWrite("file")) {
      disk.fail(SimulatedDisk.Operation.READ, "Input/output error");
      assertThrows(IOException.class, () -> Rewriting.run(file, SIZE));
      disk.repair();
      disk.fail(SimulatedDisk.Operation.FORCE, "Input/output error");
      assertThrows(IOException.class, () -> Rewriting.run(file, SIZE));
    }
  }
}
