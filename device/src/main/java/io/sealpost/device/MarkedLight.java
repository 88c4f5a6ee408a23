package io.sealpost.device;

import io.sealpost.sensors.Light;
import io.sealpost.sensors.SensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tinylog.Logger;

/**
 * A light with a file that is there while it blinks: an agent that is killed leaves it blinking,
 * and the next one ends that. The file need not outlive a power cut, for the blinking does not.
 */
final class MarkedLight implements Light {
  private final Light light;
  private final Path mark;

  /**
   * @param mark in an existing folder of this agent alone
   */
  MarkedLight(Light light, Path mark) {
    this.light = light;
    this.mark = mark;
  }

  /** Ends what an agent before this one left blinking; to be called before anything blinks. */
  void endFormer() {
    if (!Files.exists(mark)) {
      return;
    }
    try {
      // Only a light that blinks is restored; this one knows that timer is not what it was.
      light.blink();
      restore();
      Logger.info("the light went on blinking since an agent before; it does not any more");
    } catch (SensorException e) {
      Logger.warn("the light goes on blinking: {}", e.getMessage());
    }
  }

  @Override
  public void blink() throws SensorException {
    try {
      Files.write(mark, new byte[0]);
    } catch (IOException e) {
      // Worth less than that somebody finds the device.
      Logger.debug("{} cannot be written: {}", mark, e.toString());
    }
    light.blink();
  }

  @Override
  public void restore() throws SensorException {
    light.restore();
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      Logger.debug("{} cannot be removed: {}", mark, e.toString());
    }
  }
}
