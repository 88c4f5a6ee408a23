package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.WhenFull;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final int SEGMENT = 1000;
  private static final long MIN_FREE = 500;

  private final SimulatedDisk disk = new SimulatedDisk(512, 1);
  private final Map<String, Integer> sizes = new HashMap<>();

  @BeforeEach
  void putThreeFiles() {
    put("segment-000001", SEGMENT);
    put("segment-000002", SEGMENT);
    put("segment-000007", SEGMENT);
    disk.setSpace(1_000_000, 1000);
  }

  private void put(String name, int size) {
    disk.put(name, new byte[size]);
    sizes.put(name, size);
  }

  private Pool pool(long maxBytes) {
    Bounds bounds = new Bounds(SEGMENT, maxBytes, WhenFull.DROP_OLDEST, 2, MIN_FREE);
    return new Pool(disk, bounds, new Quarantine(disk, disk.list()), sizes);
  }

  private static Segment segment(String name) {
    return new Segment(name, SEGMENT, Header.appended(1, 10));
  }

  @Test
  void givesFreeFilesInTheOrderTheyBecameFree() {
    Pool pool = pool(5000);
    assertEquals(Optional.empty(), pool.take());
    pool.free("segment-000002");
    pool.free(segment("segment-000001"));
    assertEquals(2, pool.freeCount());
    assertEquals(Optional.of("segment-000002"), pool.take());
    assertEquals(Optional.of("segment-000001"), pool.take());
    assertEquals(Optional.empty(), pool.take());
  }

  @Test
  void growsToItsBoundAndNumbersBehindTheLast() throws IOException {
    Pool pool = pool(5999);
    assertEquals(3000, pool.bytes());
    assertEquals(2, pool.growth());
    assertEquals("segment-000008", pool.grow());
    assertEquals("segment-000009", pool.grow());
    assertEquals(0, pool.growth());
    assertEquals(5000, pool.bytes());
    assertEquals(SEGMENT, disk.bytes("segment-000009").length);
    assertEquals(0, pool(1000).growth());
  }

  @Test
  void countsAFileOnlyOnceItIsMade() {
    Pool pool = pool(5000);
    disk.fail(SimulatedDisk.Operation.CREATE, "No space left on device");
    assertThrows(IOException.class, pool::grow);
    assertEquals(3000, pool.bytes());
    assertEquals(2, pool.growth());
  }

  @Test
  void leavesRoomToOthers() throws IOException {
    Pool pool = pool(5000);
    disk.setSpace(SEGMENT + MIN_FREE, 1000);
    assertEquals(Optional.empty(), pool.objection());
    disk.setSpace(SEGMENT + MIN_FREE - 1, 1000);
    assertTrue(pool.objection().orElseThrow().startsWith("1499 bytes"));
    assertTrue(pool.objection().orElseThrow().endsWith("leaves 500"));
  }

  @Test
  void leavesATwentiethOfTheFileSystemInAnyCase() throws IOException {
    Pool pool = pool(5000);
    disk.setSpace(SEGMENT + 1000, 20_000);
    assertEquals(Optional.empty(), pool.objection());
    disk.setSpace(SEGMENT + 999, 20_000);
    assertTrue(pool.objection().orElseThrow().endsWith("leaves 1000"));
  }

  @Test
  void removesFilesOfARingOfAnotherSize() {
    put("segment-000003", SEGMENT + 1);
    Pool pool = pool(10_000);
    pool.free("segment-000003");
    pool.free("segment-000001");
    assertEquals(Optional.of("segment-000001"), pool.take());
    assertFalse(disk.list().contains("segment-000003"));
    assertEquals(3000, pool.bytes());
  }

  @Test
  void removesFilesOfARingThatWasLarger() {
    Pool pool = pool(2000);
    pool.free("segment-000001");
    pool.free("segment-000002");
    assertEquals(Optional.of("segment-000002"), pool.take());
    assertEquals(List.of("segment-000002", "segment-000007"), disk.list());
  }

  @Test
  void usesSpentFilesOnceTheMediumKnowsThatTheirMessagesAreGone() {
    Pool pool = pool(5000);
    assertFalse(pool.hasSpent());
    pool.spend(segment("segment-000001"), 20);
    pool.spend("segment-000002", 30);
    pool.settle(19);
    assertEquals(0, pool.freeCount());
    pool.settle(20);
    assertEquals(1, pool.freeCount());
    assertTrue(pool.hasSpent());
    pool.settle(30);
    assertFalse(pool.hasSpent());
    assertEquals(Optional.of("segment-000001"), pool.take());
    assertEquals(Optional.of("segment-000002"), pool.take());
  }

  @Test
  void putsDamagedFilesAsideInsteadOfUsingThemAgain() {
    Pool pool = pool(5000);
    Segment first = segment("segment-000001");
    first.setDamaged();
    pool.free(first);
    Segment second = segment("segment-000002");
    second.setDamaged();
    pool.spend(second, 20);
    assertTrue(disk.list().contains("segment-000002"));
    pool.settle(20);
    assertEquals(0, pool.freeCount());
    assertEquals(1000, pool.bytes());
    assertEquals(List.of("quarantine-000001", "quarantine-000002", "segment-000007"), disk.list());
  }

  @Test
  void knowsTheSizeOfEachFile() {
    put("segment-000003", 123);
    assertEquals(123, pool(5000).size("segment-000003"));
    assertEquals(SEGMENT, pool(5000).size("segment-000099"));
  }
}
