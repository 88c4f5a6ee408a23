package io.sealpost.sensors.esp32;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers all that it is told, as one line each. */
final class QueueEar implements Ear {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Override
  public void heard(Sighting sighting) {
    told.add("heard " + ((Sighting.Bluetooth) sighting).address());
  }

  @Override
  public void listening() {
    told.add("listening");
  }

  @Override
  public void deaf(SensorException why) {
    told.add("deaf " + why.getMessage());
  }

  List<String> news() {
    List<String> news = new ArrayList<>();
    told.drainTo(news);
    return news;
  }

  /** Waits for a line that begins so; passes over those before. */
  String await(String beginning) throws InterruptedException {
    String next;
    do {
      next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(next, "never told: " + beginning);
    } while (!next.startsWith(beginning));
    return next;
  }
}
