package io.sealpost.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private final LineSplitter splitter = new LineSplitter(10);
  private final List<String> lines = new ArrayList<>();

  private void give(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    splitter.accept(bytes, bytes.length, lines::add);
  }

  @Test
  void aLineEndsWithALineFeedAndLosesItsCarriageReturns() {
    give("one\ntwo\r\n\r\r\n\nthree");
    assertEquals(List.of("one", "two", "", ""), lines);
    give("\n");
    assertEquals("three", lines.get(4));
  }

  @Test
  void onlyTheCountedBytesAreTaken() {
    splitter.accept("ab\ncd\n".getBytes(StandardCharsets.UTF_8), 3, lines::add);
    assertEquals(List.of("ab"), lines);
  }

  @Test
  void howTheBytesAreCutDoesNotMatter() {
    byte[] all = "AT\r\r\nOK\r\nready\r\n\r\n+X:1\r\n".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    for (int run = 0; run < 100; run++) {
      lines.clear();
      for (int from = 0; from < all.length; ) {
        int to = Math.min(all.length, from + 1 + random.nextInt(5));
        splitter.accept(Arrays.copyOfRange(all, from, to), to - from, lines::add);
        from = to;
      }
      assertEquals(List.of("AT", "OK", "ready", "", "+X:1"), lines);
    }
  }

  @Test
  void aLineThatIsTooLongIsLeftOutAndTheNextIsNot() {
    give("1234567890\n12345678901\nnext\n");
    assertEquals(List.of("1234567890", "next"), lines);
  }

  @Test
  void aLineThatNeverEndsCostsNothing() {
    byte[] flood = new byte[1 << 20];
    Arrays.fill(flood, (byte) 'x');
    splitter.accept(flood, flood.length, lines::add);
    assertTrue(lines.isEmpty());
    give("\nok\n");
    assertEquals(List.of("ok"), lines);
  }

  @Test
  void whatWasBegunCanBeForgotten() {
    give("garbage that is too long");
    splitter.clear();
    give("ok\n");
    assertEquals(List.of("ok"), lines);
  }

  @Test
  void bytesThatAreNoTextBecomeText() {
    splitter.accept(new byte[] {(byte) 0xFF, 'a', '\n'}, 3, lines::add);
    assertEquals(List.of("\uFFFDa"), lines);
  }

  @Test
  void aLineWithoutRoomIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LineSplitter(0));
  }
}
