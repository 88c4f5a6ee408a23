package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
  private final ReplayWindow window = new ReplayWindow();

  @Test
  void acceptsEachCounterOnce() {
    assertEquals(Verdict.FRESH, accept(3, 0));
    assertEquals(Verdict.DUPLICATE, accept(3, 0));
    assertEquals(Verdict.FRESH, accept(3, 1));
    assertEquals(Verdict.DUPLICATE, accept(3, 0));
  }

  @Test
  void acceptsWhatComesOutOfOrderWithinTheWindow() {
    assertEquals(Verdict.FRESH, accept(0, 1023));
    assertEquals(Verdict.FRESH, accept(0, 0));
    assertEquals(Verdict.DUPLICATE, accept(0, 0));
  }

  @Test
  void refusesWhatTheWindowHasLeftBehind() {
    accept(0, 0);
    accept(0, 1024);
    assertEquals(Verdict.TOO_OLD, accept(0, 0));
    assertEquals(Verdict.FRESH, accept(0, 1));
  }

  @Test
  void forgetsNothingOfTheWindowAtALeap() {
    accept(0, 5);
    accept(0, 5 + 1023);
    assertEquals(Verdict.DUPLICATE, accept(0, 5));
    accept(0, Counter.MAX);
    assertEquals(Verdict.TOO_OLD, accept(0, Counter.MAX - 1024));
    assertEquals(Verdict.FRESH, accept(0, Counter.MAX - 1023));
    assertEquals(Verdict.DUPLICATE, accept(0, Counter.MAX));
  }

  @Test
  void takesNothingForSeenAfterALeapOverTheWholeWindow() {
    for (int sequence = 0; sequence < 1024; sequence++) {
      accept(0, sequence);
    }
    accept(0, 5000);
    for (int sequence = 5000 - 1023; sequence < 5000; sequence++) {
      assertEquals(Verdict.FRESH, accept(0, sequence));
    }
  }

  @Test
  void keepsTheNewestEightEpochs() {
    for (int epoch = 1; epoch <= 9; epoch++) {
      accept(epoch, 0);
    }
    assertEquals(Verdict.TOO_OLD, accept(1, 7));
    assertEquals(Verdict.DUPLICATE, accept(2, 0));
    assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), rememberedEpochs());
  }

  @Test
  void letsALateEpochInWhileThereIsRoom() {
    accept(9, 0);
    assertEquals(Verdict.FRESH, accept(2, 0));
    assertEquals(Optional.of(new Counter(9, 0)), window.newest());
  }

  @Test
  void doesNotReadmitAnEpochThatWasPushedOut() {
    for (int epoch : new int[] {10, 20, 30, 40, 50, 60, 70, 80, 90}) {
      accept(epoch, 0);
    }
    assertEquals(Verdict.TOO_OLD, accept(10, 0));
    assertEquals(Verdict.FRESH, accept(25, 0));
    assertEquals(Verdict.TOO_OLD, accept(20, 0));
  }

  @Test
  void reportsGaps() {
    assertEquals(Optional.empty(), window.progress(4));
    assertEquals(Optional.empty(), window.newest());
    accept(4, 10);
    accept(4, 13);
    accept(4, 11);
    accept(4, 11);
    ReplayWindow.Progress progress = window.progress(4).orElseThrow();
    assertEquals(new ReplayWindow.Progress(4, 10, 13, 3), progress);
    assertEquals(1, progress.missing());
    accept(4, 12);
    assertEquals(0, window.progress(4).orElseThrow().missing());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithANaiveModel(long seed) {
    Random random = new Random(seed);
    NaiveWindow model = new NaiveWindow();
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    long epoch = random.nextInt(5);
    long sequence = 0;
    for (int step = 0; step < 3000; step++) {
      if (random.nextInt(150) == 0) {
        epoch += random.nextInt(3);
        sequence = random.nextInt(2) == 0 ? 0 : Counter.MAX - 4000;
      }
      sequence = Math.min(Counter.MAX, Math.max(0, sequence + leap(random)));
      Counter counter = new Counter(Math.max(0, epoch - late(random)), sequence);
      Verdict expected = model.accept(counter);
      seen.add(expected);
      assertEquals(expected, window.accept(counter), () -> counter + " of seed " + seed);
    }
    assertEquals(EnumSet.allOf(Verdict.class), seen);
    assertEquals(model.highest(epoch), newestSequence(epoch));
    assertTrue(window.progress().size() <= ReplayWindow.EPOCHS);
    for (ReplayWindow.Progress progress : window.progress()) {
      assertEquals(progressOf(model, progress.epoch()), progress);
    }
  }

  private static int leap(Random random) {
    return random.nextInt(40) == 0 ? random.nextInt(3000) - 1500 : random.nextInt(7) - 2;
  }

  private static long late(Random random) {
    return random.nextInt(10) == 0 ? random.nextInt(12) : 0;
  }

  private static ReplayWindow.Progress progressOf(NaiveWindow model, long epoch) {
    return new ReplayWindow.Progress(
        epoch, model.lowest(epoch), model.highest(epoch), model.received(epoch));
  }

  private long newestSequence(long epoch) {
    return window.progress(epoch).map(ReplayWindow.Progress::highest).orElse(-1L);
  }

  private List<Long> rememberedEpochs() {
    return window.progress().stream().map(ReplayWindow.Progress::epoch).toList();
  }

  private Verdict accept(long epoch, long sequence) {
    return window.accept(new Counter(epoch, sequence));
  }
}
