package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole agent whose key is exchanged. */
class AgentRotationTest {
  private static final Rotator FIRST = new Rotator(Format.COSE_1, 0x5A);
  private static final Rotator SECOND = new Rotator(Format.COSE_1, 2);
  private static final String ACK = "control/ack";
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final CborCodec codec = new CborCodec();
  private final FakeKeyStore store = new FakeKeyStore();
  private final Boot boot = new Boot.Setup(new TestClock()).keys(store).start();
  private long counter;

  @BeforeEach
  void connect() {
    boot.connect();
    boot.on("hello");
  }

  private byte[] command(Action action, Rotator by) {
    return by.seal(
        TestClock.BOOT,
        new Counter(boot.epoch, ++counter),
        codec.command(new Command(action, Duration.ofDays(1))));
  }

  private void deliver(byte[] sealed) {
    boot.link.deliver(Boot.TOPIC + "control", sealed, false);
    boot.settle();
    boot.tick();
  }

  private Answer answer(byte[] command, Rotator by) throws DecodeException {
    deliver(command);
    return codec.answer(opened("ack", by).plaintext());
  }

  /** What was said last, under this key. */
  private Opened opened(String channel, Rotator by) {
    List<byte[]> said = boot.on(channel.equals("ack") ? ACK : channel);
    return by.open(channel, said.get(said.size() - 1)).orElseThrow();
  }

  private Status status(Action action, Rotator by, Rotator answeredBy) throws DecodeException {
    return answer(command(action, by), answeredBy).status();
  }

  private byte[] take() throws DecodeException {
    Answer answer = answer(command(new Rotate.Offer(1), FIRST), FIRST);
    Result.Offer offer = (Result.Offer) answer.result();
    return command(FIRST.wrap(TestClock.BOOT, offer.publicKey(), 1, SECOND), FIRST);
  }

  private static Action set() {
    return Action.Set.every(TestConfig.A, TEN_SECONDS);
  }

  @Test
  void answersUnderTheNewKeyAndSaysHelloUnderItAtOnce() throws Exception {
    byte[] take = take();
    deliver(take);
    List<String> topics =
        boot.link.received().stream()
            .map(message -> message.topic().substring(Boot.TOPIC.length()))
            .filter(topic -> List.of(ACK, "hello").contains(topic))
            .toList();
    assertEquals(List.of(ACK, "hello"), topics);
  }

  @Test
  void sealsEverythingUnderTheNewKeyAndCountsOn() throws Exception {
    byte[] take = take();
    deliver(take);
    Opened hello = opened("hello", SECOND);
    assertEquals(new Counter(boot.epoch, 1), hello.counter().orElseThrow());
    boot.sampled(TestConfig.A, 21.5);
    boot.pass(Duration.ofSeconds(1));
    assertTrue(opened("a", SECOND).counter().isPresent());
  }

  @Test
  void answersARepeatedStepAgainUnderTheKeyInForce() throws Exception {
    byte[] take = take();
    Answer answer = answer(take, SECOND);
    assertEquals(Status.OK, answer.status());
    assertEquals(answer, answer(take, SECOND));
  }

  @Test
  void obeysUnderTheKeyBeforeUntilACommandComesUnderTheNew() throws Exception {
    deliver(take());
    assertEquals(Status.OK, status(set(), FIRST, SECOND));
    assertEquals(Status.OK, status(new Rotate.Confirm(1), SECOND, SECOND));
    deliver(command(set(), FIRST));
    assertEquals(List.of(), boot.on(ACK));
    assertEquals(1, store.kept().keys().size());
    assertEquals(Status.OK, status(set(), SECOND, SECOND));
  }

  @Test
  void forgetsTheKeyBeforeWhateverBecomesOfTheCommand() throws Exception {
    deliver(take());
    byte[] nonsense = SECOND.seal(TestClock.BOOT, new Counter(boot.epoch, 99), new byte[] {1});
    assertEquals(Status.MALFORMED, answer(nonsense, SECOND).status());
    assertEquals(1, store.kept().keys().size());
  }

  @Test
  void keepsTheKeyBeforeWhenACommandIsOfAnotherEpochOrWasRetained() throws Exception {
    deliver(take());
    byte[] command = codec.command(new Command(set(), Duration.ofDays(1)));
    deliver(SECOND.seal(TestClock.BOOT, new Counter(boot.epoch - 1, 99), command));
    boot.link.deliver(Boot.TOPIC + "control", command(set(), SECOND), true);
    boot.settle();
    assertEquals(2, store.kept().keys().size());
  }

  @Test
  void obeysNothingUnderTheNewKeyWhileTheOneBeforeCannotBeForgotten() throws Exception {
    deliver(take());
    store.fail(1);
    Answer refused = answer(command(set(), SECOND), SECOND);
    assertEquals(Status.FAILED, refused.status());
    assertTrue(refused.detail().orElseThrow().contains("the disk is full"));
    assertEquals(Duration.ofSeconds(1), refused.settings().intervals().get(TestConfig.A));
    assertEquals(Status.OK, status(set(), FIRST, SECOND));
    assertEquals(Status.OK, status(set(), SECOND, SECOND));
    assertEquals(1, store.kept().keys().size());
  }

  @Test
  void countsCommandsAcrossKeys() throws Exception {
    byte[] take = take();
    deliver(take);
    byte[] low =
        SECOND.seal(
            TestClock.BOOT,
            new Counter(boot.epoch, 1),
            codec.command(new Command(set(), Duration.ofDays(1))));
    assertEquals(Status.SUPERSEDED, answer(low, SECOND).status());
  }

  @Test
  void staysWithItsKeyIfTheNewOneCannotBeKept() throws Exception {
    byte[] take = take();
    store.fail(2);
    assertEquals(Status.FAILED, answer(take, FIRST).status());
    assertEquals(List.of(), boot.on("hello"));
    assertEquals(Status.OK, status(set(), FIRST, FIRST));
  }
}
