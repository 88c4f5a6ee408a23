package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Reading;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Stream a reports a change of half a degree, and a reading a minute. */
class AgentReportTest {
  private static final OnChange RULE = new OnChange(0.5, Duration.ofMinutes(1));

  private final TestClock time = new TestClock();

  private Boot boot(Optional<Batching> batching) {
    Boot boot = new Boot.Setup(time).config(TestConfig.reporting(RULE, batching)).start();
    boot.connect();
    return boot;
  }

  private Boot boot() {
    return boot(Optional.empty());
  }

  private static List<Double> reported(Boot boot) throws Exception {
    List<Double> celsius = new ArrayList<>();
    for (Reading reading : boot.readings(TestConfig.A)) {
      celsius.add(((Reading.Temperature) reading).celsius());
    }
    return celsius;
  }

  private static Hello.Stream said(Boot boot) throws Exception {
    boot.lose();
    boot.link.received();
    boot.connect();
    return Objects.requireNonNull(boot.hello().streams().get(TestConfig.A));
  }

  @Test
  void reportsChangesAndAHeartbeat() throws Exception {
    Boot boot = boot();
    for (double celsius : new double[] {20, 20.4, 20.5, 20.2, 20.1, 20}) {
      boot.sampled(TestConfig.A, celsius);
      time.advance(Duration.ofSeconds(10));
    }
    assertEquals(List.of(20.0, 20.5, 20.0), reported(boot));
    for (int i = 0; i < 12; i++) {
      time.advance(Duration.ofSeconds(10));
      boot.sampled(TestConfig.A, 20.1);
    }
    assertEquals(List.of(20.1, 20.1), reported(boot));
  }

  @Test
  void reportsEverythingOfAStreamWithoutARule() throws Exception {
    Boot boot = boot();
    boot.sampled(TestConfig.B, 1);
    boot.sampled(TestConfig.B, 1);
    assertEquals(2, boot.readings(TestConfig.B).size());
  }

  @Test
  void leavesNoGapInTheSequenceAndTellsTheNewestReadingInTheHello() throws Exception {
    Boot boot = boot();
    for (double celsius : new double[] {20, 20.1, 20.2, 21, 21.3}) {
      boot.sampled(TestConfig.A, celsius);
    }
    Hello.Stream stream = said(boot);
    assertEquals(OptionalLong.of(1), stream.lastSequence());
    assertEquals(21.3, ((Reading.Temperature) stream.latest().orElseThrow()).celsius());
  }

  @Test
  void reportsTheFirstReadingAfterAFailure() throws Exception {
    Boot boot = boot();
    boot.sampled(TestConfig.A, 20);
    boot.sampled(TestConfig.A, 20);
    boot.agent.failed(TestConfig.A, Kind.ABSENT, "gone");
    boot.sampled(TestConfig.A, 20);
    boot.sampled(TestConfig.A, 20);
    assertEquals(List.of(20.0, 20.0), reported(boot));
  }

  @Test
  void reportsTheFirstReadingAfterACommandChangedItsRate() throws Exception {
    Boot boot = boot();
    boot.sampled(TestConfig.A, 20);
    boot.command(1, TestConfig.B, Duration.ofSeconds(2));
    boot.sampled(TestConfig.A, 20);
    assertEquals(List.of(20.0), reported(boot));
    boot.command(2, TestConfig.A, Duration.ofSeconds(2));
    boot.sampled(TestConfig.A, 20);
    boot.sampled(TestConfig.A, 20);
    assertEquals(List.of(20.0), reported(boot));
  }

  @Test
  void batchesHoldOnlyWhatIsReported() throws Exception {
    Boot boot = boot(Optional.of(new Batching(Duration.ofMinutes(10), 3)));
    for (double celsius : new double[] {20, 20.1, 21, 21.1}) {
      boot.sampled(TestConfig.A, celsius);
    }
    assertEquals(List.of(), reported(boot));
    boot.sampled(TestConfig.A, 22);
    assertEquals(List.of(20.0, 21.0, 22.0), reported(boot));
  }

  @Test
  void holdsBackAtTheEndWhatSaysNothingNew() throws Exception {
    Boot boot = boot();
    boot.sampled(TestConfig.A, 20);
    boot.agent.stop();
    boot.sampled(TestConfig.A, 20.1);
    assertEquals(List.of(20.0), reported(boot));
    boot.sampled(TestConfig.A, 21);
    assertEquals(List.of(21.0), reported(boot));
  }
}
