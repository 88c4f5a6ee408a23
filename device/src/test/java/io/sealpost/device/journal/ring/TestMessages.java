package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Counter;
import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Messages for tests: the sequence of each is its id, and its bytes tell it from others. */
final class TestMessages {
  static final Channel A = new Channel.Readings(new StreamName("a"));
  static final Channel B = new Channel.Readings(new StreamName("b"));
  static final long EPOCH = 7;

  private TestMessages() {}

  /** One of 10 bytes, appended so many seconds after the start as its id is. */
  static Message message(long id) {
    return message(id, A, 10);
  }

  static Message message(long id, Channel channel, int size) {
    byte[] sealed = new byte[size];
    Arrays.fill(sealed, (byte) (id + 1));
    AppendTime time = AppendTime.of(at(id));
    return new Message(id, channel, new Counter(EPOCH, id), time, sealed);
  }

  static Moment at(long seconds) {
    return TestClock.at(Duration.ofSeconds(seconds));
  }

  static List<Long> ids(List<Message> messages) {
    return messages.stream().map(Message::id).toList();
  }

  static void assertIsMessage(Message expected, SegmentRecord actual) {
    if (!(actual instanceof Message message)) {
      throw new AssertionError(actual + " is no message");
    }
    assertEquals(expected.id(), message.id());
    assertEquals(expected.channel(), message.channel());
    assertEquals(expected.counter(), message.counter());
    assertEquals(expected.time(), message.time());
    assertArrayEquals(expected.sealed(), message.sealed());
  }
}
