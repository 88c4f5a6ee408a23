package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.device.TestConfig;
import io.sealpost.device.control.Rates;
import io.sealpost.protocol.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
  private static final StreamName A = new StreamName("a");
  private static final StreamName EPOCH = new StreamName("epoch");

  @TempDir Path folder;

  private RateStore rates() {
    return new FileRateStore(folder, Disk.REAL);
  }

  private SequenceStore sequences() {
    return new SequenceStore(folder, Disk.REAL);
  }

  @Test
  void noRatesAreSetAtFirst() throws StateException {
    assertEquals(Map.of(), rates().load());
  }

  @Test
  void ratesAreReadBackToTheMillisecond() throws StateException {
    Map<StreamName, Duration> intervals =
        Map.of(A, Duration.ofMillis(250), EPOCH, Duration.ofHours(24));
    rates().save(intervals);
    assertEquals(intervals, rates().load());
    rates().save(Map.of(A, Duration.ofSeconds(1)));
    assertEquals(Map.of(A, Duration.ofSeconds(1)), rates().load());
  }

  @Test
  void ratesOfWhatCannotBeAStreamAreDamage() throws StateException {
    new StateFile(folder.resolve("rates"), "rates", "", Disk.REAL).write(Map.of("hello", 1L));
    StateException e = assertThrows(StateException.class, () -> rates().load());
    assertTrue(String.valueOf(e.getMessage()).endsWith("; remove it"), e.getMessage());
  }

  @Test
  void ratesThatCannotBeSavedStayAsTheyWere() throws StateException {
    rates().save(Map.of(A, Duration.ofSeconds(1)));
    RateStore broken = new FileRateStore(folder, new FaultyDisk(1));
    assertThrows(StateException.class, () -> broken.save(Map.of(A, Duration.ofSeconds(2))));
    assertEquals(Map.of(A, Duration.ofSeconds(1)), rates().load());
  }

  @Test
  void ratesAreTakenBackWhenOnlyTheFolderCannotBeSynchronised() throws StateException {
    rates().save(Map.of(A, Duration.ofSeconds(1)));
    FaultyDisk disk = new FaultyDisk(3, 1);
    Rates rates = new Rates(TestConfig.of(Format.COSE_1), new FileRateStore(folder, disk));
    assertThrows(StateException.class, () -> rates.change(Map.of(A, Duration.ofSeconds(2))));
    assertEquals(Map.of(A, Duration.ofSeconds(1)), rates().load());
  }

  @Test
  void noSequencesAreKnownAtFirst() throws StateException {
    assertEquals(Map.of(), sequences().load(0));
  }

  @Test
  void sequencesAreThoseOfTheirEpochOnly() throws StateException {
    Map<String, Long> last = Map.of("a", 17L, "hello", 3L, "epoch", 4_294_967_295L);
    sequences().save(7, last);
    assertEquals(last, sequences().load(7));
    assertEquals(Map.of(), sequences().load(6));
    assertEquals(Map.of(), sequences().load(8));
  }

  @Test
  void sequencesOfANewEpochReplaceTheOld() throws StateException {
    sequences().save(7, Map.of("a", 17L, "b", 1L));
    sequences().save(8, Map.of("a", 2L));
    assertEquals(Map.of("a", 2L), sequences().load(8));
    assertEquals(Map.of(), sequences().load(7));
  }
}
