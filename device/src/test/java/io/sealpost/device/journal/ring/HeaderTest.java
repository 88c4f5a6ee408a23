package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {
  private static final Header THINNED = Header.thinned(3, 17, 42, 1000, 2000);

  @Test
  void readsBackWhatWasWritten() {
    assertEquals(Optional.of(THINNED), Header.decode(THINNED.encode()));
    Header appended = Header.appended(1, 0);
    assertEquals(Optional.of(appended), Header.decode(appended.encode()));
  }

  @Test
  void readsTheLargestValues() {
    Header largest =
        new Header(
            0xFFFF, 0xFFFF, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    assertEquals(Optional.of(largest), Header.decode(largest.encode()));
  }

  @Test
  void isWrittenInTheLayoutThatOthersRead() {
    ByteBuffer bytes = ByteBuffer.wrap(THINNED.encode());
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertEquals("SEALPOST", new String(magic, StandardCharsets.US_ASCII));
    assertEquals(Header.VERSION, bytes.getShort());
    assertEquals(3, bytes.getShort());
    assertEquals(17, bytes.getInt());
    assertEquals(42, bytes.getLong());
    assertEquals(1000, bytes.getLong());
    assertEquals(2000, bytes.getLong());
    assertEquals(Header.SIZE, bytes.capacity());
  }

  @Test
  void isNoHeaderWithAnyBitDamaged() {
    byte[] whole = THINNED.encode();
    for (int bit = 0; bit < Header.SIZE * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), Header.decode(damaged), "bit " + bit);
    }
  }

  @Test
  void isNoHeaderCutOffAtAnyByte() {
    byte[] whole = THINNED.encode();
    for (int length = 0; length < Header.SIZE; length++) {
      byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, length), Header.SIZE);
      assertEquals(Optional.empty(), Header.decode(torn), "after " + length);
    }
  }

  @Test
  void isNoHeaderWhereNothingWasWritten() {
    assertEquals(Optional.empty(), Header.decode(new byte[Header.SIZE]));
  }

  @Test
  void startsAChainOfItsOwn() {
    int one = Header.storedChecksum(Header.appended(1, 0).encode());
    int next = Header.storedChecksum(Header.appended(2, 0).encode());
    assertFalse(one == next);
  }

  @Test
  void isOpenToAllLaterIdsWhenAppendedTo() {
    Header header = Header.appended(5, 100);
    assertFalse(header.isThinned());
    assertEquals(Long.MAX_VALUE, header.endId());
    assertTrue(THINNED.isThinned());
  }

  @ParameterizedTest
  @CsvSource({
    "41, 1000, true", // begins where it does
    "41, 1999, true",
    "41, 999, false", // begins before
    "41, 2000, false", // begins behind
    "42, 1500, false", // not used earlier
    "43, 1500, false",
  })
  void supersedesWhatWasUsedEarlierAndBeginsWithin(long number, long firstId, boolean expected) {
    assertEquals(expected, THINNED.supersedes(Header.appended(number, firstId)));
  }
}
