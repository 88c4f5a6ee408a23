package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.DecodeException;
import io.sealpost.station.StationException;
import io.sealpost.station.command.RotationRig.Fault;
import io.sealpost.station.site.DeviceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationCrashTest {
  /** More than any run without a fault has. */
  private static final int MOMENTS = 24;

  @TempDir private Path folder = Path.of("");

  @Test
  void undisturbedItTakesThreeCommandsAndTheOldKeyIsDead() throws Exception {
    try (RotationRig rig = new RotationRig(folder, Map.of())) {
      assertTrue(rig.rotate());

      assertEquals(List.of("Offer", "Take", "Confirm"), rig.asked);
      assertAgreed(rig, 1);
      assertTrue(rig.moments() <= MOMENTS, rig.moments() + " moments");
    }
  }

  @Test
  void twiceGivesTheNextGeneration() throws Exception {
    try (RotationRig rig = new RotationRig(folder, Map.of())) {
      assertTrue(rig.rotate());
      assertTrue(rig.rotate());

      assertAgreed(rig, 2);
    }
  }

  @Test
  void whateverIsCutOnceTheNextRunsEndWithOneKey() throws Exception {
    for (int moment = 0; moment < MOMENTS; moment++) {
      for (Fault fault : Fault.values()) {
        check(Map.of(moment, fault));
      }
    }
  }

  @Test
  void whateverIsCutTwiceTheNextRunsEndWithOneKey() throws Exception {
    Random random = new Random(5);
    Fault[] all = Fault.values();
    for (int run = 0; run < 80; run++) {
      int first = random.nextInt(MOMENTS);
      int second = first + 1 + random.nextInt(8);
      check(Map.of(first, all[random.nextInt(3)], second, all[random.nextInt(3)]));
    }
  }

  private void check(Map<Integer, Fault> faults)
      throws StationException, RefusedException, DecodeException, IOException {
    Path place = Files.createTempDirectory(folder, "run");
    try (RotationRig rig = new RotationRig(place, faults)) {
      int runs = 0;
      boolean done = false;
      while (!done) {
        done = rig.rotate() || rig.isSettled();
        runs++;
        assertTrue(rig.isReachable(), "out of reach after " + faults + " " + rig.asked);
        assertTrue(runs <= 4, "no end after " + faults + " " + rig.asked);
      }
      assertAgreed(rig, 1);
    }
  }

  private static void assertAgreed(RotationRig rig, long generation) throws StationException {
    try (DeviceKey key = rig.ring.key(RotationRig.DEVICE)) {
      assertEquals(generation, key.generation(), rig.asked.toString());
      assertEquals(rig.device.current(), key.psk());
      assertFalse(key.unconfirmed());
      assertTrue(key.pending().isEmpty());
      assertEquals(generation, key.old().size());
    }
    assertEquals(generation, rig.device.generation());
    assertFalse(rig.device.obeysOld());
  }
}
