package io.sealpost.station.inbox;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest command that each device answered: a hello from before it, which the wire held up,
 * does not tell the settings in force. For one thread.
 */
final class AnswerBook {
  // The counter's sequence is that of the command.
  private final Map<DeviceId, Counter> newest = new HashMap<>();

  /** An answer came; what does not open is for whoever asked to complain of. */
  void note(Desk desk, byte[] sealed) {
    try {
      Opened opened = desk.open(Channel.Fixed.ACK, sealed);
      long command = desk.codec().answer(opened.plaintext()).command();
      opened
          .counter()
          .map(counter -> new Counter(counter.epoch(), command))
          .ifPresent(counter -> newest.merge(desk.device(), counter, AnswerBook::later));
    } catch (RefusedException | DecodeException notAnAnswer) {
      // Nothing is known from it.
    }
  }

  /** Whether a hello is from before an answer of the same epoch. */
  boolean isAfter(DeviceId device, Hello hello) {
    return Optional.ofNullable(newest.get(device))
        .filter(
            answer ->
                answer.epoch() == hello.epoch()
                    && hello.lastCommand().orElse(0) < answer.sequence())
        .isPresent();
  }

  private static Counter later(Counter one, Counter other) {
    boolean higher =
        other.epoch() == one.epoch()
            ? other.sequence() > one.sequence()
            : other.epoch() > one.epoch();
    return higher ? other : one;
  }
}
