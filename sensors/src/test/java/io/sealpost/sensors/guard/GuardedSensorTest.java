package io.sealpost.sensors.guard;

import static io.sealpost.sensors.Samples.NOW;
import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.simulated.SimulatedPresence;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedSensorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ScriptedSensor probe = new ScriptedSensor();
  private long nanos = 1234;

  private Sensor guarded(double offset, int median) {
    return new GuardedSensor(probe, new Guards(offset, median, Optional.empty()), () -> nanos);
  }

  private Sensor watched(Duration stuckAfter) {
    return new GuardedSensor(probe, new Guards(0, 1, Optional.of(stuckAfter)), () -> nanos);
  }

  private static Reading.Temperature read(Sensor sensor) throws SensorException {
    return (Reading.Temperature) sensor.sample(NOW);
  }

  private double tells(Sensor sensor, double raw) throws SensorException {
    probe.says(raw);
    return read(sensor).celsius();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void withoutRulesAReadingGoesThroughAsItIs() throws Exception {
    probe.says(21.5, 40, 100_000);
    Sensor sensor = new GuardedSensor(probe, Guards.NONE, () -> nanos);
    assertEquals(probe.sample(NOW), sensor.sample(NOW));
    assertEquals(probe.descriptor(), sensor.descriptor());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 50.1, -127, 85})
  void aValueOutsideTheRangeIsABadReading(double celsius) {
    probe.says(celsius);
    SensorException e = fault(guarded(0, 1));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "the probe says "
            + celsius
            + " degrees Celsius, outside its range of 0.0 to 50.0: check the sensor",
        e.getMessage());
  }

  @Test
  void theRangeIsThatOfTheSensorAndNotOfWhatIsTold() throws Exception {
    Sensor sensor = guarded(-5, 1);
    assertEquals(-5, tells(sensor, 0));
    assertEquals(-5, sensor.descriptor().minimum());
    assertEquals(45, sensor.descriptor().maximum());
  }

  @Test
  void anOffsetIsAddedWithoutLeavingAnythingBehindTheLastDigit() throws Exception {
    assertEquals(21.1, tells(guarded(-0.4, 1), 21.5));
    assertEquals(0.3, tells(guarded(0.2, 1), 0.1));
  }

  @Test
  void humidityAndPressureHaveNoOffset() throws Exception {
    probe.says(20, 40, 100_000);
    Reading.Temperature reading = read(guarded(3, 1));
    assertEquals(OptionalDouble.of(40), reading.humidityPercent());
    assertEquals(OptionalDouble.of(100_000), reading.pressurePascal());
  }

  @Test
  void aMedianLeavesOutASpike() throws Exception {
    Sensor sensor = guarded(0, 3);
    assertEquals(20, tells(sensor, 20));
    assertEquals(20.5, tells(sensor, 21));
    assertEquals(21, tells(sensor, 49));
    assertEquals(22, tells(sensor, 22));
    assertEquals(22, tells(sensor, 22));
  }

  @Test
  void aMedianFiltersWhatComesAlongToo() throws Exception {
    Sensor sensor = guarded(0, 3);
    probe.says(20, 40, 100_000);
    read(sensor);
    probe.says(20, 41, 100_100);
    read(sensor);
    probe.says(20, 99, 1);
    Reading.Temperature reading = read(sensor);
    assertEquals(OptionalDouble.of(41), reading.humidityPercent());
    assertEquals(OptionalDouble.of(100_000), reading.pressurePascal());
  }

  @Test
  void aMedianHidesNoFailureAndBeginsAnewAfterIt() throws Exception {
    Sensor sensor = guarded(0, 3);
    tells(sensor, 20);
    tells(sensor, 20);
    probe.fails();
    assertEquals("no answer", fault(sensor).getMessage());
    assertEquals(30, tells(sensor, 30));
  }

  @Test
  void aValueOutsideTheRangeDoesNotEnterTheMedian() throws Exception {
    Sensor sensor = guarded(0, 3);
    tells(sensor, 20);
    probe.says(85);
    fault(sensor);
    assertEquals(22, tells(sensor, 22));
  }

  @Test
  void aValueThatNeverChangesFailsInTheEnd() throws Exception {
    Sensor sensor = watched(Duration.ofHours(1));
    for (int minute = 0; minute < 60; minute++) {
      assertEquals(20, tells(sensor, 20), "minute " + minute);
      pass(MINUTE);
    }
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "the probe has said exactly 20.0 degrees Celsius for 60 min: it seems to be stuck;"
            + " restart it, or say stuck-after = \"off\" if it is that steady",
        e.getMessage());
    assertEquals(20.1, tells(sensor, 20.1), "it works again at once");
  }

  @Test
  void aFewEqualSamplesProveNothing() throws Exception {
    Sensor sensor = watched(MINUTE);
    for (int sample = 1; sample < StuckWatch.LEAST_SAMPLES; sample++) {
      assertEquals(20, tells(sensor, 20));
      pass(Duration.ofHours(1));
    }
    assertEquals(Kind.BAD_READING, fault(sensor).kind());
  }

  @Test
  void aSensorOfWhichAnythingMovesIsNotStuck() throws Exception {
    Sensor sensor = watched(MINUTE);
    for (int sample = 0; sample < 100; sample++) {
      probe.says(20, 40, 100_000 + sample);
      read(sensor);
      pass(MINUTE);
    }
    for (int sample = 0; sample < 100; sample++) {
      probe.says(20, sample, 100_000);
      read(sensor);
      pass(MINUTE);
    }
  }

  @Test
  void aSensorThatWasAwayIsNotStuck() throws Exception {
    Sensor sensor = watched(Duration.ofHours(1));
    for (int sample = 0; sample < 20; sample++) {
      tells(sensor, 20);
    }
    probe.fails();
    fault(sensor);
    pass(Duration.ofDays(2));
    assertEquals(20, tells(sensor, 20));
  }

  @Test
  void byDefaultAConstantTemperatureIsBelievedForEver() throws Exception {
    Sensor sensor = guarded(0, 5);
    for (int day = 0; day < 1000; day++) {
      assertEquals(12.5, tells(sensor, 12.5));
      pass(Duration.ofDays(1));
    }
  }

  @Test
  void whatIsNoThermometerIsABadReading() {
    Sensor sensor = new GuardedSensor(new SimulatedPresence(STREAM, 1), Guards.NONE, () -> nanos);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().endsWith("it cannot be guarded"), e.getMessage());
  }

  @Test
  void theSourceSaysWhatIsDoneToTheValues() {
    assertEquals("the probe (offset -0.4)", guarded(-0.4, 1).descriptor().source());
    assertEquals("the probe (offset +1.0, median of 5)", guarded(1, 5).descriptor().source());
    assertEquals("the probe", watched(MINUTE).descriptor().source());
    assertSame(STREAM, guarded(1, 1).descriptor().stream());
    assertTrue(guarded(1, 1).descriptor().simulated());
  }

  @Test
  void whatTheSensorSaysBesideGoesThrough() {
    AtomicInteger news = new AtomicInteger();
    guarded(0, 1).onNews(news::incrementAndGet);
    assertEquals(1, news.get());
    assertEquals(
        Optional.of("its humidity is missing"),
        guarded(0, 1).partialFailure().map(SensorException::getMessage));
  }

  @Test
  void theSensorIsClosed() {
    guarded(0, 1).close();
    assertTrue(probe.isClosed());
  }
}
