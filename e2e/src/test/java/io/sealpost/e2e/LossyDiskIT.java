package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.block.Disks;
import io.sealpost.e2e.rig.block.LossyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that loses unflushed writes does so, and only that. Takes about a second. */
final class LossyDiskIT {
  private static final int SIZE = 32 << 20;
  private static final byte[] CONTENT = new byte[10_000];

  @TempDir private Path folder;
  private LossyDisk disk;

  @BeforeEach
  void switchOn() throws Exception {
    Disks.assume(folder);
    new Random(1).nextBytes(CONTENT);
    disk = LossyDisk.create(folder, SIZE);
  }

  @AfterEach
  void switchOff() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void syncReachesTheDiskAsAFlush() throws IOException {
    long before = disk.medium().flushes();
    write("synced", true);
    assertTrue(disk.medium().flushes() > before, "no flush arrived");
  }

  @Test
  void whatWasSyncedSurvivesTheCutAndNothingElse() throws Exception {
    write("synced", true);
    write("unsynced", false);
    disk.cut(new Random(1), 0);
    disk.restart();
    assertArrayEquals(CONTENT, Files.readAllBytes(disk.path().resolve("synced")));
    assertFalse(Files.exists(disk.path().resolve("unsynced")));
  }

  @Test
  void overwrittenBytesAreTheOldOnesUnlessSynced() throws Exception {
    write("file", true);
    byte[] other = CONTENT.clone();
    other[5000] ^= 1;
    Files.write(disk.path().resolve("file"), other, StandardOpenOption.WRITE);
    disk.cut(new Random(1), 0);
    disk.restart();
    assertArrayEquals(CONTENT, Files.readAllBytes(disk.path().resolve("file")));
  }

  @Test
  void nothingCanBeMadeDurableAfterTheCut() throws IOException {
    disk.cut(new Random(1), 0);
    assertThrows(IOException.class, () -> write("late", true));
  }

  @Test
  void thirtyCutsLeaveAFileSystemThatMounts() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 30; i++) {
      write("synced" + i, true);
      write("unsynced" + i, false);
      disk.cut(random, random.nextDouble());
      disk.restart();
      for (int j = 0; j <= i; j++) {
        assertEquals(CONTENT.length, Files.size(disk.path().resolve("synced" + j)));
      }
    }
  }

  private void write(String name, boolean sync) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            disk.path().resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(CONTENT));
      if (sync) {
        file.force(true);
      }
    }
  }
}
