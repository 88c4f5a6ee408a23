package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  @ParameterizedTest
  @CsvSource({
    "131072, 8192",
    "200000, 12500",
    "262144, 16384", // the largest
    "1048576, 16384",
    "16384, 1024",
    "4096, 1024", // the smallest
  })
  void hasSlotsOfASixteenthWithinBounds(int size, int slot) {
    assertEquals(slot, Layout.slotSize(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 131_072, 200_000, 1_048_576})
  void hasItsSlotsBehindTheRecordsToTheLastByte(int size) {
    assertEquals(Layout.recordsEnd(size), Layout.slot(size, 0));
    assertEquals(Layout.slot(size, 0) + Layout.slotSize(size), Layout.slot(size, 1));
    assertEquals(size, Layout.slot(size, 1) + Layout.slotSize(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64, 2048, 2112})
  void hasNoRecordsInAFileThatIsTooSmall(int size) {
    assertEquals(Header.SIZE, Layout.recordsEnd(size));
  }
}
