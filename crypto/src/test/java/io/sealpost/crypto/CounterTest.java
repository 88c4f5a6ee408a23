package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterTest {
  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "4294967296, 0", "0, 4294967296"})
  void refusesWhatDoesNotFit32Bits(long epoch, long sequence) {
    assertEquals(
        "epoch " + epoch + " and sequence " + sequence + " must be 0 to 4294967295",
        assertThrows(IllegalArgumentException.class, () -> new Counter(epoch, sequence))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2147483648, 255", "4294967295, 4294967295", "1, 2147483647"})
  void survivesTheHeader(long epoch, long sequence) throws DecodeException {
    Counter counter = new Counter(epoch, sequence);
    CoseHeader header = new CoseHeader(Suite.TWO, new byte[8], counter);
    assertEquals(counter, CoseHeader.decode(header.encode()).counter());
  }

  @Test
  void isOrderedByEpochFirst() {
    assertTrue(new Counter(1, 9).compareTo(new Counter(2, 0)) < 0);
    assertTrue(new Counter(2, 1).compareTo(new Counter(2, 0)) > 0);
    assertEquals(0, new Counter(2, 1).compareTo(new Counter(2, 1)));
  }
}
