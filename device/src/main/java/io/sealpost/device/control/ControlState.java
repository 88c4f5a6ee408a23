package io.sealpost.device.control;

import io.sealpost.protocol.Answer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a boot remembers of its commands; a new boot begins with {@link #NONE}, for no command
 * outlives the boot that it was sealed for.
 *
 * @param highest position of the newest command that was answered: its counter, or in Fernet the
 *     second it was sealed in
 * @param answers the last {@link #REMEMBERED} answers by tag, the oldest first
 */
public record ControlState(OptionalLong highest, Map<String, Answer> answers) {
  /** Number of answers that can be given again. */
  public static final int REMEMBERED = 64;

  /** Before the first command. */
  public static final ControlState NONE = new ControlState(OptionalLong.empty(), Map.of());

  public ControlState {
    // Map.copyOf would lose the order.
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** The answer that the command with this tag got. */
  Optional<Answer> answerTo(String tag) {
    return Optional.ofNullable(answers.get(tag));
  }

  /** Whether a command at this position comes after all that were answered. */
  boolean isNewer(long position) {
    return highest.isEmpty() || position > highest.getAsLong();
  }

  /** The state after a command was answered. */
  ControlState answered(long position, Answer answer) {
    Map<String, Answer> kept = new LinkedHashMap<>(answers);
    kept.put(answer.of(), answer);
    if (kept.size() > REMEMBERED) {
      kept.remove(kept.keySet().iterator().next());
    }
    return new ControlState(isNewer(position) ? OptionalLong.of(position) : highest, kept);
  }
}
