package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Questions questions = new Questions(300 * SECOND);

  @Test
  void eachIsTakenOnce() {
    assertFalse(questions.take(280 * SECOND - 1));
    assertTrue(questions.take(280 * SECOND));
    assertFalse(questions.take(299 * SECOND));
    assertEquals(300 * SECOND, questions.next());
    assertTrue(questions.take(300 * SECOND));
    assertTrue(questions.take(310 * SECOND));
    assertFalse(questions.take(329 * SECOND));
    assertEquals(330 * SECOND, questions.next());
  }

  @Test
  void afterALateStepTheyAreStillTenSecondsApart() {
    assertTrue(questions.take(305 * SECOND));
    assertFalse(questions.take(306 * SECOND));
    assertEquals(315 * SECOND, questions.next());
    assertTrue(questions.take(315 * SECOND));
    assertEquals(325 * SECOND, questions.next());
  }

  @Test
  void nobodyWaitsForAQuestionThatComesTooLate() {
    assertTrue(questions.take(325 * SECOND));
    assertEquals(330 * SECOND, questions.next());
  }

  @Test
  void whoCannotBeAskedIsNotWaitedFor() {
    assertEquals(300 * SECOND, questions.leaveAt(false));
    assertEquals(330 * SECOND, questions.leaveAt(true));
  }
}
