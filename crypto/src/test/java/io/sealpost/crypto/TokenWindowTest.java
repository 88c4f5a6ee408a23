package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenWindowTest {
  private final TokenWindow window = new TokenWindow(Samples.NOW);

  @Test
  void acceptsEachTokenOnce() {
    assertEquals(Verdict.FRESH, accept(1, 1));
    assertEquals(Verdict.DUPLICATE, accept(1, 1));
    assertEquals(Verdict.FRESH, accept(2, 1));
    assertEquals(Verdict.FRESH, accept(1, 2));
    assertEquals(Verdict.DUPLICATE, accept(2, 1));
  }

  @Test
  void refusesWhatAnEarlierProcessMayHaveSeen() {
    assertEquals(Verdict.TOO_OLD, accept(-1, 1));
    assertEquals(Verdict.TOO_OLD, accept(0, 1));
    assertEquals(Verdict.FRESH, accept(1, 1));
  }

  @Test
  void refusesWhatItHadToForget() {
    for (int i = 1; i <= TokenWindow.TOKENS + 1; i++) {
      assertEquals(Verdict.FRESH, accept(i, i));
    }
    assertEquals(Verdict.TOO_OLD, accept(1, 1));
    assertEquals(Verdict.DUPLICATE, accept(2, 2));
  }

  @Test
  void refusesTheWholeSecondOfWhichItForgotAToken() {
    for (int i = 1; i <= TokenWindow.TOKENS; i++) {
      assertEquals(Verdict.FRESH, accept(7, i));
    }
    assertEquals(Verdict.FRESH, accept(8, 0));
    assertEquals(Verdict.TOO_OLD, accept(7, 5000));
    assertEquals(Verdict.DUPLICATE, accept(8, 0));
  }

  @Test
  void isForFernetOnly() {
    Opened cose = new Opened(Samples.COUNTER, new byte[0], new byte[8], "0011223344556677");
    assertThrows(IllegalArgumentException.class, () -> window.accept(cose));
  }

  private Verdict accept(long secondsAfterStart, long tag) {
    Instant sealedAt = Samples.NOW.plusSeconds(secondsAfterStart);
    byte[] bytes = ByteBuffer.allocate(Opened.TAG_SIZE).putLong(tag).array();
    return window.accept(
        new Opened(Optional.empty(), new byte[0], bytes, Optional.of(sealedAt), ""));
  }
}
