package io.sealpost.sensors.esp32;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.util.concurrent.CountDownLatch;

/**
 * An ear that is told nothing more once the scanner is closed: what closing breaks is not deafness.
 *
 * @param ear to tell
 * @param closed counted down when the scanner is closed
 */
record OpenEar(Ear ear, CountDownLatch closed) implements Ear {
  @Override
  public void heard(Sighting sighting) {
    if (isOpen()) {
      ear.heard(sighting);
    }
  }

  @Override
  public void listening() {
    if (isOpen()) {
      ear.listening();
    }
  }

  @Override
  public void deaf(SensorException why) {
    if (isOpen()) {
      ear.deaf(why);
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }
}
