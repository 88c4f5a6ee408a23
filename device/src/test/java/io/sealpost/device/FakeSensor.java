package io.sealpost.device;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sensor that does what it is told, one step at each sample. */
public final class FakeSensor implements Sensor {
  private final SensorDescriptor descriptor;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile @Nullable ReadingTime lastTime;
  private volatile String lastThread = "";
  private volatile boolean closed;
  private volatile Optional<DutyCycle> duty = Optional.empty();
  private volatile Runnable news = () -> {};
  private volatile Optional<SensorException> partialFailure = Optional.empty();

  private interface Step {
    Reading sample(ReadingTime now) throws SensorException;
  }

  public FakeSensor(String stream) {
    this.descriptor =
        new SensorDescriptor(
            new StreamName(stream), "Cel", -55, 150, 0.1, false, "fake sensor " + stream);
  }

  /** Then has a reading. */
  public FakeSensor reading(double celsius) {
    steps.add(now -> new Reading.Temperature(now, false, celsius));
    return this;
  }

  /** Then says that. */
  public FakeSensor telling(Function<ReadingTime, Reading> reading) {
    steps.add(reading::apply);
    return this;
  }

  /** Fails in part from now on. */
  public FakeSensor partlyFailing(SensorException failure) {
    partialFailure = Optional.of(failure);
    return this;
  }

  /** How much it was told to listen last. */
  public Optional<DutyCycle> duty() {
    return duty;
  }

  @Override
  public void listen(DutyCycle duty) {
    this.duty = Optional.of(duty);
  }

  /** Has something new to say. */
  public void news() {
    news.run();
  }

  @Override
  public Optional<SensorException> partialFailure() {
    return partialFailure;
  }

  @Override
  public void onNews(Runnable listener) {
    news = listener;
  }

  /** Then fails. */
  public FakeSensor failing(SensorException failure) {
    steps.add(
        now -> {
          throw failure;
        });
    return this;
  }

  /** Then breaks in a way that no sensor should. */
  public FakeSensor failing(RuntimeException fault) {
    steps.add(
        now -> {
          throw fault;
        });
    return this;
  }

  /** Then breaks in a way that no sensor should. */
  public FakeSensor failing(Error fault) {
    steps.add(
        now -> {
          throw fault;
        });
    return this;
  }

  /** Then waits before it goes on with the next step. */
  public FakeSensor waitingFor(CountDownLatch latch) {
    steps.add(
        now -> {
          try {
            latch.await();
          } catch (InterruptedException e) {
            throw new SensorException(SensorException.Kind.TIMED_OUT, "interrupted", e);
          }
          return sample(now);
        });
    return this;
  }

  /** Then waits, as in a system call that nothing interrupts. */
  public FakeSensor waitingUninterruptiblyFor(CountDownLatch latch) {
    steps.add(
        now -> {
          begun.countDown();
          boolean waiting = true;
          while (waiting) {
            try {
              latch.await();
              waiting = false;
            } catch (InterruptedException e) {
              waiting = true;
            }
          }
          return sample(now);
        });
    return this;
  }

  /** Then tells that it is being read, and has a reading when it is interrupted. */
  public FakeSensor readingWhenInterrupted(Runnable begun, double celsius) {
    steps.add(
        now -> {
          begun.run();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Reading.Temperature(now, false, celsius);
        });
    return this;
  }

  /** Waits until a sample that waits uninterruptibly has begun. */
  public void awaitSample() throws InterruptedException {
    begun.await();
  }

  public @Nullable ReadingTime lastTime() {
    return lastTime;
  }

  public String lastThread() {
    return lastThread;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    lastTime = now;
    lastThread = Thread.currentThread().getName();
    Step step = steps.poll();
    if (step == null) {
      throw new SensorException(SensorException.Kind.ABSENT, "nothing more to read");
    }
    return step.sample(now);
  }

  @Override
  public void close() {
    closed = true;
  }
}
