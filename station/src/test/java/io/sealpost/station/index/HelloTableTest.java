package io.sealpost.station.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelloTableTest {
  private static final DeviceId DEVICE = new DeviceId("a");
  private static final DeviceId OTHER = new DeviceId("b");
  private static final byte[] FIRST = {1, -1};
  private static final byte[] SECOND = {2};

  @TempDir private Path folder = Path.of("");

  @Test
  void whatWasCommittedIsKnownInTheNextRunAndNothingElse() throws StationException {
    try (ReadingIndex index = open()) {
      index.hellos().replaceHello(DEVICE, FIRST, kept -> fail("nothing is there"));
      index.commit();
      index.hellos().replaceHello(DEVICE, SECOND, kept -> true);
      assertArrayEquals(SECOND, index.hellos().hello(DEVICE).orElseThrow());
    }
    try (ReadingIndex index = open()) {
      assertArrayEquals(FIRST, index.hellos().hello(DEVICE).orElseThrow());
      assertEquals(Optional.empty(), index.hellos().hello(OTHER));
    }
  }

  @Test
  void aHelloThatIsNotOutdatedStays() throws StationException {
    try (ReadingIndex index = open()) {
      index.hellos().replaceHello(DEVICE, FIRST, kept -> true);

      index.hellos().replaceHello(DEVICE, SECOND, kept -> kept[0] != FIRST[0]);

      assertArrayEquals(FIRST, index.hellos().hello(DEVICE).orElseThrow());
    }
  }

  private ReadingIndex open() throws StationException {
    return ReadingIndex.open(folder.resolve("index.db"));
  }
}
