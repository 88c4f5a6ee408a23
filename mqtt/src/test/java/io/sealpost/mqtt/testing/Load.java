package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes numbers as fast as they are acknowledged, as the contract of {@link MqttLink#publish}
 * asks for: what fails is published again.
 */
public final class Load implements AutoCloseable {
  private static final int WINDOW = 50;

  private final MqttLink link;
  private final String topic;
  private final Semaphore window = new Semaphore(WINDOW);
  private final Queue<Integer> again = new ConcurrentLinkedQueue<>();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stopping;

  /** Starts publishing at once. */
  public Load(MqttLink link, String topic) {
    this.link = link;
    this.topic = topic;
    thread = new Thread(this::publishAll, "load");
    thread.setDaemon(true);
    thread.start();
  }

  /** How many were acknowledged so far. */
  public int acknowledged() {
    return acknowledged.size();
  }

  /** How many attempts failed, and were made again: any of them may have arrived all the same. */
  public int failed() {
    return failed.get();
  }

  /** Stops with new numbers, waits until all are acknowledged, and says how many there were. */
  public int finish() {
    stopping = true;
    Await.until("all that was published is acknowledged", () -> !thread.isAlive());
    return next.get();
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
  }

  private void publishAll() {
    while (!stopping || acknowledged.size() < next.get()) {
      Integer number = again.poll();
      if (Thread.interrupted()) {
        return;
      }
      if (number != null) {
        publish(number);
      } else if (!stopping && link.state() instanceof LinkState.Connected) {
        publish(next.getAndIncrement());
      } else {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private void publish(int number) {
    window.acquireUninterruptibly();
    byte[] payload = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    CompletableFuture<Void> published = link.publish(new OutgoingMessage(topic, payload, false));
    var unused = published.whenComplete((done, failure) -> settle(number, failure == null));
  }

  private void settle(int number, boolean done) {
    if (done) {
      acknowledged.add(number);
    } else {
      failed.incrementAndGet();
      again.add(number);
    }
    window.release();
  }
}
