package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Remembers what it was told, and waits for what a test expects. */
final class ListeningEar implements Ear {
  /** Far beyond what anything takes on a busy machine. */
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  private record Listening() {}

  @Override
  public void heard(Sighting sighting) {
    told.add(sighting);
  }

  @Override
  public void listening() {
    told.add(new Listening());
  }

  @Override
  public void deaf(SensorException why) {
    told.add(why);
  }

  void awaitListening() throws InterruptedException {
    await(Listening.class::isInstance, "listening");
  }

  /** Waits for the next deafness, and tells its reason. */
  String awaitDeaf() throws InterruptedException {
    Object found = await(SensorException.class::isInstance, "deaf");
    return ((SensorException) found).getMessage();
  }

  /** Waits for the next sighting of an address. */
  Sighting.Bluetooth awaitHeard(String address) throws InterruptedException {
    Object found =
        await(
            one -> one instanceof Sighting.Bluetooth b && b.address().text().equals(address),
            address);
    return (Sighting.Bluetooth) found;
  }

  /** All sightings so far that nobody waited for. */
  List<Sighting> heardMeanwhile() {
    List<Object> all = new ArrayList<>();
    told.drainTo(all);
    return all.stream().filter(Sighting.class::isInstance).map(Sighting.class::cast).toList();
  }

  private Object await(Predicate<Object> wanted, String what) throws InterruptedException {
    List<Object> others = new ArrayList<>();
    Object next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (next != null && !wanted.test(next)) {
      others.add(next);
      next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertNotNull(next, "in vain waited for " + what + ", got " + others);
    return next;
  }
}
