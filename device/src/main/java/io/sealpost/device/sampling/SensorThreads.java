package io.sealpost.device.sampling;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tinylog.Logger;

/** A thread for each sensor, so that one that takes its time delays nobody else. */
public final class SensorThreads implements AutoCloseable {
  /** How long a sample that is under way at the end is waited for. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Map<StreamName, Worker> workers = new LinkedHashMap<>();
  private final Supplier<ReadingTime> time;
  private final Report report;

  private record Worker(Sensor sensor, ExecutorService thread) {}

  /** What became of a sample; called on the sensor's thread. */
  public interface Report {
    /** A sample taken now would say something new; called on any thread. */
    void news(StreamName stream);

    /**
     * There is a reading, but a part of the sensor fails.
     *
     * @param problem one line for people
     */
    void sampledPartly(StreamName stream, Reading reading, Kind kind, String problem);

    /** There is a reading. */
    void sampled(StreamName stream, Reading reading);

    /**
     * There is none.
     *
     * @param problem one line for people
     */
    void failed(StreamName stream, Kind kind, String problem);
  }

  /**
   * @param sensors each with a stream of its own; closed with this
   * @param time asked when a sample begins; safe for use by several threads
   */
  public SensorThreads(Collection<Sensor> sensors, Supplier<ReadingTime> time, Report report) {
    this.time = time;
    this.report = report;
    for (Sensor sensor : sensors) {
      StreamName stream = sensor.descriptor().stream();
      workers.put(stream, new Worker(sensor, thread("sensor-" + stream)));
      sensor.onNews(() -> report.news(stream));
    }
  }

  /**
   * Samples a stream on its thread.
   *
   * @throws IllegalArgumentException if there is no such stream
   */
  public void sample(StreamName stream) {
    Worker worker = workers.get(stream);
    if (worker == null) {
      throw new IllegalArgumentException(
          "stream \"" + stream + "\" must be one of " + workers.keySet());
    }
    // execute, not submit: an error must reach the thread's handler, not an unread future.
    worker.thread().execute(() -> sample(stream, worker.sensor()));
  }

  private void sample(StreamName stream, Sensor sensor) {
    Reading reading;
    Optional<SensorException> partly;
    try {
      reading = sensor.sample(time.get());
      partly = sensor.partialFailure();
    } catch (SensorException e) {
      report.failed(stream, e.kind(), String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException | LinkageError e) {
      // A fault of this program or of a library, but it shall cost one stream and not the device.
      Logger.error(e, "stream {}: the sensor failed in a way that it should not", stream);
      report.failed(stream, Kind.BAD_READING, "unexpected " + e);
      return;
    }
    if (partly.isPresent()) {
      report.sampledPartly(stream, reading, partly.get().kind(), partly.get().getMessage());
    } else {
      report.sampled(stream, reading);
    }
  }

  /** Ends the threads, waiting a moment for what is under way, and closes the sensors. */
  @Override
  public void close() {
    workers.values().forEach(worker -> worker.thread().shutdownNow());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Map.Entry<StreamName, Worker> entry : workers.entrySet()) {
      if (ended(entry.getValue().thread(), deadline - System.nanoTime())) {
        entry.getValue().sensor().close();
      } else {
        Logger.warn("stream {}: still being read; the sensor is left open", entry.getKey());
      }
    }
  }

  private static boolean ended(ExecutorService thread, long nanos) {
    try {
      return thread.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
