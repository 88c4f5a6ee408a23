package io.sealpost.device.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.FakeSensor;
import io.sealpost.device.TestClock;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SensorThreadsTest {
  private static final StreamName A = new StreamName("a");
  private static final StreamName B = new StreamName("b");
  private static final ReadingTime TIME = new ReadingTime.Wall(TestClock.START, true);

  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

  private SensorThreads threads(Sensor... sensors) {
    return new SensorThreads(
        List.of(sensors),
        () -> TIME,
        new SensorThreads.Report() {
          @Override
          public void sampled(StreamName stream, Reading reading) {
            reports.add(stream + " " + ((Reading.Temperature) reading).celsius());
          }

          @Override
          public void sampledPartly(StreamName stream, Reading reading, Kind kind, String problem) {
            reports.add(
                stream
                    + " "
                    + ((Reading.Temperature) reading).celsius()
                    + " but "
                    + kind
                    + " "
                    + problem);
          }

          @Override
          public void news(StreamName stream) {
            reports.add(stream + " has news");
          }

          @Override
          public void failed(StreamName stream, Kind kind, String problem) {
            reports.add(stream + " " + kind + " " + problem);
          }
        });
  }

  private String report() throws InterruptedException {
    return Objects.requireNonNull(reports.poll(20, TimeUnit.SECONDS), "no report came");
  }

  @Test
  void reportsAReading() throws InterruptedException {
    try (SensorThreads threads = threads(new FakeSensor("a").reading(21.5))) {
      threads.sample(A);
      assertEquals("a 21.5", report());
    }
  }

  @Test
  void tellsThatASensorHasNews() throws InterruptedException {
    FakeSensor sensor = new FakeSensor("a").reading(21.5);
    try (SensorThreads threads = threads(sensor)) {
      sensor.news();
      assertEquals("a has news", report());
      threads.sample(A);
      assertEquals("a 21.5", report());
    }
  }

  @Test
  void reportsAReadingOfASensorThatFailsInPart() throws InterruptedException {
    FakeSensor sensor =
        new FakeSensor("a")
            .reading(21.5)
            .partlyFailing(new SensorException(Kind.ABSENT, "one radio gone"));
    try (SensorThreads threads = threads(sensor)) {
      threads.sample(A);
      assertEquals("a 21.5 but ABSENT one radio gone", report());
    }
  }

  @Test
  void asksForTheTimeWhenTheSampleBegins() throws InterruptedException {
    FakeSensor sensor = new FakeSensor("a").reading(1);
    try (SensorThreads threads = threads(sensor)) {
      threads.sample(A);
      report();
      assertEquals(TIME, sensor.lastTime());
    }
  }

  @Test
  void reportsAFailureAndGoesOn() throws InterruptedException {
    FakeSensor sensor =
        new FakeSensor("a").failing(new SensorException(Kind.ABSENT, "not there")).reading(2);
    try (SensorThreads threads = threads(sensor)) {
      threads.sample(A);
      assertEquals("a ABSENT not there", report());
      threads.sample(A);
      assertEquals("a 2.0", report());
    }
  }

  @Test
  void takesAFaultOfTheSensorsCodeForAFailureOfThatStream() throws InterruptedException {
    FakeSensor sensor =
        new FakeSensor("a")
            .failing(new IllegalStateException("boom"))
            .failing(new UnsatisfiedLinkError("no library"))
            .reading(3);
    try (SensorThreads threads = threads(sensor)) {
      for (int i = 0; i < 3; i++) {
        threads.sample(A);
      }
      assertEquals("a BAD_READING unexpected java.lang.IllegalStateException: boom", report());
      assertEquals("a BAD_READING unexpected java.lang.UnsatisfiedLinkError: no library", report());
      assertEquals("a 3.0", report());
    }
  }

  @Test
  void readsOthersWhileOneHangs() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    FakeSensor hanging = new FakeSensor("a").waitingFor(release).reading(1);
    FakeSensor quick = new FakeSensor("b").reading(2).reading(3);
    try (SensorThreads threads = threads(hanging, quick)) {
      threads.sample(A);
      threads.sample(B);
      assertEquals("b 2.0", report());
      threads.sample(B);
      assertEquals("b 3.0", report());
      release.countDown();
      assertEquals("a 1.0", report());
    }
  }

  @Test
  void readsEachSensorOnAThreadOfItsOwn() throws InterruptedException {
    FakeSensor a = new FakeSensor("a").reading(1).reading(1);
    FakeSensor b = new FakeSensor("b").reading(2);
    try (SensorThreads threads = threads(a, b)) {
      threads.sample(A);
      threads.sample(B);
      report();
      report();
      assertEquals("sensor-a", a.lastThread());
      assertEquals("sensor-b", b.lastThread());
      assertNotEquals(a.lastThread(), b.lastThread());
    }
  }

  @Test
  void closesTheSensorsAtTheEnd() {
    FakeSensor a = new FakeSensor("a");
    FakeSensor b = new FakeSensor("b");
    threads(a, b).close();
    assertTrue(a.isClosed());
    assertTrue(b.isClosed());
  }

  @Test
  void doesNotPullASensorAwayFromUnderASampleThatDoesNotEnd() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    FakeSensor stuck = new FakeSensor("a").waitingUninterruptiblyFor(release).reading(1);
    FakeSensor idle = new FakeSensor("b");
    SensorThreads threads = threads(stuck, idle);
    threads.sample(A);
    stuck.awaitSample();
    threads.close();
    assertFalse(stuck.isClosed());
    assertTrue(idle.isClosed());
    release.countDown();
  }

  @Test
  void refusesAStreamThatItDoesNotHave() {
    try (SensorThreads threads = threads(new FakeSensor("a"))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> threads.sample(B));
      assertEquals("stream \"b\" must be one of [a]", e.getMessage());
    }
  }
}
