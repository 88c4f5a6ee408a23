package io.sealpost.device.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ControlStateTest {
  private static Answer answer(long counter) {
    return new Answer(
        counter, "%016x".formatted(counter), Status.OK, new Settings(Map.of(), LogLevel.INFO));
  }

  @Test
  void rememberNothingAtFirst() {
    assertTrue(ControlState.NONE.isNewer(0));
    assertEquals(Optional.empty(), ControlState.NONE.answerTo("0000000000000000"));
  }

  @Test
  void remembersTheHighestPositionWhateverTheOrder() {
    ControlState state = ControlState.NONE.answered(5, answer(5)).answered(3, answer(3));
    assertEquals(OptionalLong.of(5), state.highest());
    assertFalse(state.isNewer(5));
    assertTrue(state.isNewer(6));
  }

  @Test
  void remembersAnswersByTag() {
    ControlState state = ControlState.NONE.answered(5, answer(5)).answered(6, answer(6));
    assertEquals(Optional.of(answer(5)), state.answerTo("0000000000000005"));
    assertEquals(Optional.of(answer(6)), state.answerTo("0000000000000006"));
    assertEquals(Optional.empty(), state.answerTo("0000000000000007"));
  }

  @Test
  void forgetsTheOldestAnswerBeyondItsBound() {
    ControlState state = ControlState.NONE;
    for (int i = 1; i <= ControlState.REMEMBERED + 2; i++) {
      state = state.answered(i, answer(i));
    }
    assertEquals(ControlState.REMEMBERED, state.answers().size());
    assertEquals(Optional.empty(), state.answerTo("0000000000000002"));
    assertEquals(Optional.of(answer(3)), state.answerTo("0000000000000003"));
  }

  @Test
  void doesNotChangeTheStateItCameFrom() {
    ControlState before = ControlState.NONE.answered(1, answer(1));
    ControlState after = before.answered(2, answer(2));
    assertEquals(1, before.answers().size());
    assertEquals(OptionalLong.of(1), before.highest());
    assertEquals(2, after.answers().size());
  }
}
