package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
  @TempDir Path folder;

  private SequenceStore sequences() {
    return new SequenceStore(folder, Disk.REAL);
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
