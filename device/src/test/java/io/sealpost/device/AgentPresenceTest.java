package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A sensor that has news between its samples, and parts that can fail. */
class AgentPresenceTest {
  private final TestClock time = new TestClock();

  private Boot boot(Format format) {
    Boot boot = new Boot.Setup(time).config(TestConfig.of(format)).start();
    boot.connect();
    return boot;
  }

  private Reading presence(Boot boot, Person.State state) {
    Person anna =
        new Person(
            "Anna",
            state,
            true,
            Optional.empty(),
            Reading.Radio.BLUETOOTH,
            Duration.ofSeconds(9),
            OptionalInt.empty(),
            OptionalInt.of(50));
    return new Reading.Presence(boot.clock.readingTime(), false, List.of(anna));
  }

  private static Hello.Stream said(Boot boot) throws Exception {
    boot.lose();
    boot.link.received();
    boot.connect();
    return Objects.requireNonNull(boot.hello().streams().get(TestConfig.B));
  }

  @Test
  void newsIsSampledAtOnceAndTheIntervalBeginsAnew() {
    Boot boot = boot(Format.COSE_1);
    boot.tick();
    assertTrue(boot.requested().contains(TestConfig.B));
    boot.sampled(TestConfig.B, 1);
    time.advance(Duration.ofMillis(500));
    boot.agent.news(TestConfig.B);
    boot.tick();
    assertEquals(List.of(TestConfig.B), boot.requested());
  }

  @Test
  void aSensorOfWhichAPartFailsHasAReadingAndAFailure() throws Exception {
    Boot boot = boot(Format.COSE_1);
    time.advance(Duration.ofSeconds(2));
    Reading reading = presence(boot, Person.State.PRESENT);
    boot.agent.sampledPartly(TestConfig.B, reading, Kind.ABSENT, "hci0 is gone");
    boot.settle();
    assertEquals(List.of(reading), boot.readings(TestConfig.B));
    assertEquals(
        Optional.of(new Hello.Failure("hci0 is gone", Duration.ofSeconds(2))),
        said(boot).failure());
    boot.agent.sampled(TestConfig.B, reading);
    assertEquals(Optional.empty(), said(boot).failure());
  }

  @Test
  void wantOfKnowledgeIsNoEmptyHouseToExistingSubscribers() throws Exception {
    Boot boot = boot(Format.FERNET);
    boot.agent.sampled(TestConfig.B, presence(boot, Person.State.UNKNOWN));
    boot.settle();
    assertEquals(List.of(), boot.on("b"));
    boot.agent.sampled(TestConfig.B, presence(boot, Person.State.ABSENT));
    boot.settle();
    assertEquals(1, boot.on("b").size());
  }
}
