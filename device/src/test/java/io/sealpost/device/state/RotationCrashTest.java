package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.device.Rotator;
import io.sealpost.device.Station;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.BootId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rotation that ends at any step of the disk, by a kill or a power cut, and goes on after it. */
class RotationCrashTest {
  @TempDir Path folder;

  /** Keys by generation; the device is provisioned with the first. */
  private final List<Rotator> keys = new ArrayList<>(List.of(new Rotator(Format.COSE_1, 0x5A)));

  /** What the station knows: the device's key, and the one that it has drawn for it. */
  private int current;

  private int boots;
  private BootId boot = TestClock.BOOT;
  private LossyDisk disk;
  private RotationDesk desk;
  private boolean provenNew;

  private void start() {
    boot = new BootId(String.format("%016x", ++boots));
    desk =
        new Station(Format.COSE_1, new TestClock().wall())
            .rotation(boot, new FileKeyStore(folder, disk));
  }

  @BeforeEach
  void begin() {
    disk = new LossyDisk(folder);
    start();
  }

  private Rotator key(int generation) {
    while (keys.size() <= generation) {
      keys.add(new Rotator(Format.COSE_1, keys.size()));
    }
    return keys.get(generation);
  }

  private boolean opens(int generation) {
    try {
      Context context = Context.down(TestConfig.DEVICE.value(), "control", boot);
      desk.keys().open(context, key(generation).seal(boot, new Counter(1, 1), new byte[] {1}));
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** As the desk of the downlink: what does not open is dropped. */
  private Status command(Rotate step, int by) {
    if (!opens(by)) {
      return Status.LATE;
    }
    try {
      desk.keys().authentic(key(by).kid());
    } catch (StateException e) {
      return Status.FAILED;
    }
    provenNew |= key(by).kid().equals(desk.keys().kid());
    Outcome outcome = desk.rotate(step, key(by).kid());
    if (outcome.status() == Status.OK && step instanceof Rotate.Take) {
      provenNew = false;
    }
    if (outcome.result() instanceof Result.Offer offer) {
      offered = offer.publicKey();
    }
    return outcome.status();
  }

  private String offered = "";

  private void take(int generation, int by) {
    if (command(new Rotate.Offer(generation), by) == Status.OK) {
      command(key(by).wrap(boot, offered, generation, key(generation)), by);
    }
  }

  /** The station hears a hello: what it is sealed under is the device's key. */
  private void hear() {
    byte[] hello =
        desk.keys()
            .sealer()
            .seal(
                Context.up(TestConfig.DEVICE.value(), "hello"), new Counter(1, 1), new byte[] {1});
    boolean pending = key(current + 1).open("hello", hello).isPresent();
    assertTrue(
        pending || key(current).open("hello", hello).isPresent(),
        "the device speaks under a key that the station does not have");
    current += pending ? 1 : 0;
  }

  /** The whole of a rotation, as a station does it that finds itself anywhere in it. */
  private void rotate() {
    hear();
    int before = current;
    take(current + 1, current);
    hear();
    assertEquals(before + 1, current);
    assertEquals(Status.OK, command(new Rotate.Confirm(current), current));
    assertEquals(List.of(current), living());
  }

  private List<Integer> living() {
    return Stream.iterate(0, i -> i < keys.size(), i -> i + 1).filter(this::opens).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyStepMayBeTheLast(boolean power) throws IOException {
    rotate();
    // Two writes of four steps each, and what is read before them.
    int ends = 0;
    for (int steps = 0; steps < 40; steps++) {
      disk.endBefore(steps);
      int before = current;
      take(current + 1, current);
      if (!disk.hasEnded()) {
        command(new Rotate.Confirm(current + 1), current + 1);
      }
      ends += disk.hasEnded() ? 1 : 0;
      if (power) {
        disk.cutPower();
      }
      disk.go();
      desk.close();
      start();
      assertTrue(opens(before) || opens(before + 1), "no key is left after " + steps + " steps");
      rotate();
    }
    assertTrue(ends >= 12, ends + " ends were tried");
  }

  @Test
  void whatAnAgentBeganAndTheNextOneSaidOutlivesThePowerCut() throws IOException {
    // Killed after the rename: the new keys are seen, and are not on the medium.
    disk.endBefore(3);
    take(1, 0);
    assertTrue(disk.hasEnded());
    disk.go();
    start();
    hear();
    assertEquals(1, current);
    disk.cutPower();
    start();
    hear();
    assertEquals(1, current);
    assertTrue(opens(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noOrderOfEventsLeavesNoKeyOrTwo(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      event(random);
      List<Integer> living = living();
      assertTrue(living.contains(current) || living.contains(current + 1), "seed " + seed);
      assertTrue(living.size() <= (provenNew && !desk.keys().isChanging() ? 1 : 2));
      assertEquals(desk.keys().isChanging() ? 2 : 1, living.size());
    }
    disk.go();
    rotate();
  }

  private void event(Random random) throws IOException {
    int by = current + random.nextInt(3) - 1;
    int generation = current + random.nextInt(2);
    switch (random.nextInt(8)) {
      case 0 -> command(new Rotate.Offer(generation + 1), Math.max(0, by));
      case 1, 2 -> take(current + 1, current);
      case 3 -> command(new Rotate.Confirm(Math.max(1, generation)), Math.max(0, by));
      case 4 -> hear();
      case 5 -> disk.endBefore(random.nextInt(10));
      case 6 -> restart(false);
      default -> restart(random.nextBoolean());
    }
  }

  private void restart(boolean power) throws IOException {
    disk.go();
    if (power) {
      disk.cutPower();
    }
    desk.close();
    start();
  }
}
