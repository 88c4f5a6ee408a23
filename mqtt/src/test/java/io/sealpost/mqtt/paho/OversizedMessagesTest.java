package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OversizedMessagesTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final List<String> warnings = new ArrayList<>();
  private final OversizedMessages oversized = new OversizedMessages(clock::get, warnings::add);

  @Test
  void eachIsCountedAndOneAMinuteIsTold() {
    for (int i = 0; i < 1_000; i++) {
      oversized.discarded("t", 5_000_000);
    }
    clock.addAndGet(MINUTE - 1);
    oversized.discarded("t", 1);
    assertEquals(1, warnings.size());
    clock.addAndGet(1);
    oversized.discarded("t", 1);
    assertEquals(1_002, oversized.count());
    assertEquals(2, warnings.size());
    assertTrue(warnings.get(0).contains("5000000 bytes on 't'"), warnings.get(0));
    assertTrue(warnings.get(1).contains("number 1002"), warnings.get(1));
  }

  @Test
  void topicCannotForgeLinesOfTheLog() {
    oversized.discarded("a\r\nERROR \u001b[31m\u2028\u202eé", 300_000);
    assertTrue(warnings.get(0).contains("'a??ERROR ?[31m??é'"), warnings.get(0));
  }
}
