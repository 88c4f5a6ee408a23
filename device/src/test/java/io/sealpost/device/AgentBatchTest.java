package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.DeviceConfig;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Readings that share messages: stream a has batches of ten seconds or five readings. */
class AgentBatchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestClock time = new TestClock();
  private final Boot boot =
      new Boot.Setup(time).config(TestConfig.batching(Duration.ofSeconds(10), 5)).start();

  private void sample(int count) {
    for (int i = 0; i < count; i++) {
      boot.sampled(TestConfig.A, i);
      time.advance(SECOND);
    }
  }

  private List<Integer> sizes() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    for (byte[] message : boot.on("a")) {
      sizes.add(boot.station.readings(TestConfig.A, message).size());
    }
    return sizes;
  }

  @Test
  void sendsSoManyReadingsInOneMessageEachWithItsOwnTime() throws Exception {
    boot.connect();
    sample(5);
    List<byte[]> messages = boot.on("a");
    assertEquals(1, messages.size());
    List<Reading> readings = boot.station.readings(TestConfig.A, messages.get(0));
    for (int i = 0; i < 5; i++) {
      assertEquals(
          new Reading.Temperature(
              new ReadingTime.Wall(TestClock.START.plusSeconds(i), true), false, i),
          readings.get(i));
    }
  }

  @Test
  void wakesToSendWhatHasWaitedLongEnough() throws Exception {
    boot.connect();
    boot.tick();
    boot.sampled(TestConfig.A, 1);
    assertTrue(boot.agent.nextDue() <= Duration.ofSeconds(10).toNanos());
    boot.pass(Duration.ofMillis(9900));
    assertEquals(List.of(), sizes());
    boot.pass(Duration.ofMillis(100));
    assertEquals(List.of(1), sizes());
  }

  @Test
  void doesNotLetOtherStreamsWait() throws Exception {
    boot.connect();
    boot.sampled(TestConfig.B, 1);
    assertEquals(1, boot.on("b").size());
    boot.tick();
    assertEquals(1, boot.on(DeviceConfig.HEALTH.value()).size());
  }

  @Test
  void keepsBatchesForTheBrokerLikeAnyOtherMessage() throws Exception {
    sample(12);
    boot.connect();
    assertEquals(List.of(5, 5), sizes());
  }

  @Test
  void sendsWhatWaitsWhenItStops() throws Exception {
    boot.connect();
    sample(3);
    boot.agent.stop();
    boot.settle();
    assertEquals(List.of(3), sizes());
    boot.sampled(TestConfig.A, 1);
    assertEquals(List.of(1), sizes(), "what was still under way waits for nothing any more");
  }

  @Test
  void sendsWhatWaitsWhenACommandChangesTheRate() throws Exception {
    boot.connect();
    sample(2);
    boot.command(1, TestConfig.B, Duration.ofSeconds(2));
    assertEquals(List.of(), sizes(), "the rate of another stream");
    boot.command(2, TestConfig.A, Duration.ofSeconds(2));
    assertEquals(List.of(2), sizes());
  }

  @Test
  void sendsWhatWaitsWhenTheSensorBeginsToFail() throws Exception {
    boot.connect();
    sample(2);
    boot.agent.failed(TestConfig.A, Kind.ABSENT, "gone");
    boot.settle();
    assertEquals(List.of(2), sizes());
  }

  @Test
  void spendsOneSequenceOnABatch() throws Exception {
    boot.connect();
    sample(10);
    boot.link.received();
    boot.lose();
    boot.connect();
    Hello.Stream stream = boot.hello().streams().get(TestConfig.A);
    assertEquals(
        OptionalLong.of(1),
        Optional.ofNullable(stream).map(Hello.Stream::lastSequence).orElse(OptionalLong.empty()));
  }
}
