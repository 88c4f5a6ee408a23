package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.Bench.A;
import static io.sealpost.device.journal.ring.Bench.names;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.WhenFull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to damaged files. */
class DamageTest {
  private static final String FIRST = "segment-000001";

  private final Bench bench = new Bench().segments(16);

  private static List<String> without(List<String> names, String... missing) {
    List<String> rest = new ArrayList<>(names);
    rest.removeAll(List.of(missing));
    return rest;
  }

  /** Where the record of the first segment's n-th message starts. */
  private static int record(int n) {
    int first = Header.SIZE + RecordFormat.HEAD + 17 + 10;
    return first + (n - 1) * (RecordFormat.HEAD + 34 + 1 + Bench.MESSAGE);
  }

  @Test
  void skipsADamagedMessage() {
    bench.open().append(A, 20).drain();
    bench.disk.flip(FIRST, record(3) + 60);
    assertEquals(without(names(A, 1, 1, 20), "a 1/3"), bench.kill().all());
    assertEquals(1, bench.stats().errors());
    assertEquals(19, bench.stats().messages());
  }

  @Test
  void skipsAMessageWhoseLengthIsDamagedTogetherWithTheNext() {
    bench.open().append(A, 20).drain();
    bench.disk.flip(FIRST, record(3) + 2);
    assertEquals(without(names(A, 1, 1, 20), "a 1/3", "a 1/4"), bench.kill().all());
  }

  @Test
  void goesOnBehindABlockThatCannotBeRead() {
    bench.segmentSize(1 << 16).open().append(A, 500).drain();
    bench.disk.spoil(FIRST, 20_000);
    List<String> all = bench.kill().all();
    assertTrue(all.size() > 450 && all.size() < 500, all::toString);
    assertEquals("a 1/500", all.get(all.size() - 1));
    assertEquals(all.size(), bench.stats().messages());
    assertEquals(1, bench.stats().errors());
  }

  @Test
  void goesOnBehindABlockThatTurnsBadWhileItRuns() {
    bench.segmentSize(1 << 16).open().append(A, 900).drain().kill();
    bench.disk.spoil(FIRST, 20_000);
    List<String> all = bench.all();
    assertTrue(all.size() > 850 && all.size() < 900, all::toString);
    assertEquals(1, bench.stats().errors());
    bench.release(all.size()).append(A, 10).drain().release(10);
    assertEquals(0, bench.stats().messages());
  }

  @Test
  void readsWhatFollowsADamagedHeader() {
    bench.open().append(A, 20).drain();
    bench.disk.flip(FIRST, 20);
    assertEquals(names(A, 1, 1, 20), bench.kill().all());
    assertEquals(1, bench.stats().errors());
  }

  @Test
  void putsAsideAFileOfWhichNothingCanBeRead() {
    bench.open().append(A, 60).drain();
    bench.disk.put("segment-000009", new byte[] {1, 2, 3});
    byte[] rubbish = new byte[Bench.SEGMENT];
    Arrays.fill(rubbish, (byte) 0x33);
    bench.disk.put("segment-000010", rubbish);
    assertEquals(names(A, 1, 1, 60), bench.kill().all());
    assertTrue(bench.disk.list().contains("quarantine-000001"), bench.disk.list()::toString);
  }

  @Test
  void putsAsideADamagedFileOnceItsMessagesAreGone() {
    bench.open().append(A, 150).drain();
    bench.disk.flip(FIRST, record(3) + 60);
    bench.kill();
    assertTrue(bench.disk.list().contains(FIRST));
    bench.release(149).append(A, 200).drain().release(200).append(A, 200).drain();
    assertTrue(bench.disk.list().contains("quarantine-000001"), bench.disk.list()::toString);
    assertTrue(!bench.disk.list().contains(FIRST), bench.disk.list()::toString);
  }

  @Test
  void keepsTheLastFourOfTheFilesPutAside() {
    for (int i = 1; i <= 6; i++) {
      byte[] rubbish = new byte[Bench.SEGMENT];
      Arrays.fill(rubbish, (byte) i);
      bench.disk.put(FileName.SEGMENT.of(i), rubbish);
    }
    bench.open();
    assertEquals(
        List.of("quarantine-000003", "quarantine-000004", "quarantine-000005", "quarantine-000006"),
        bench.disk.list());
    assertEquals(6, bench.stats().errors());
  }

  @Test
  void losesNoMoreThanItsMessagesWithAFileThatIsGone() throws Exception {
    bench.open().append(A, 200).drain().kill();
    bench.disk.delete(FIRST);
    List<String> all = bench.all();
    assertTrue(all.containsAll(names(A, 1, 80, 200)), all::toString);
    assertEquals(all.size(), bench.stats().messages());
  }

  @Test
  void doesNotTouchTheJournalOfALaterVersion() throws Exception {
    Header later = new Header(2, 0, 0, 1, 0, Long.MAX_VALUE);
    byte[] file = Arrays.copyOf(later.encode(), Bench.SEGMENT);
    bench.disk.put(FIRST, file);
    Bounds bounds = new Bounds(Bench.SEGMENT, 100_000, WhenFull.THIN, 2, 0);
    JournalException refusal =
        assertThrows(JournalException.class, () -> Recovery.run(bench.disk, bounds));
    assertTrue(refusal.toString().contains(FIRST + " was written in version 2"), refusal::toString);
    assertEquals(List.of(FIRST), bench.disk.list());
    assertArrayEquals(file, bench.disk.bytes(FIRST));
  }

  @Test
  void reportsATornTailOnce() {
    bench.open().append(A, 20).drain();
    bench.disk.flip(FIRST, record(20) + 60);
    assertEquals(names(A, 1, 1, 19), bench.kill().all());
    assertEquals(0, bench.stats().errors());
    bench.append(A, 5);
    List<String> expected = new ArrayList<>(names(A, 1, 1, 19));
    expected.addAll(names(A, 2, 1, 5));
    assertEquals(expected, bench.kill().all());
  }

  @Test
  void neverTakesWhatAnEarlierTurnLeftForAMessage() {
    bench.open();
    for (int i = 0; i < 10; i++) {
      bench.append(A, 30).drain().release(30);
    }
    bench.append(A, 10).drain();
    assertEquals(names(A, 1, 301, 310), bench.cut().all());
    assertEquals(0, bench.stats().errors());
  }
}
