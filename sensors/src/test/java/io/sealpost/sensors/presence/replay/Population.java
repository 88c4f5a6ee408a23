package io.sealpost.sensors.presence.replay;

import java.util.List;
import java.util.function.Supplier;

/**
 * A kind of person, as radios hear them.
 *
 * @param name for the table
 * @param channels how each radio loses them, one or two
 * @param answers probability that a question is answered while present; 0 if it cannot be asked
 */
public record Population(String name, List<Supplier<Loss>> channels, double answers) {
  private static final Supplier<Loss> ASLEEP = BurstyLoss.FITTED::phone;

  /** Advertises with bursts of loss; answers eight of ten questions. */
  public static final Population PHONE = phone(0.8);

  /** Advertises with bursts of loss, and cannot be asked. */
  public static final Population MUTE = new Population("phone, mute", List.of(ASLEEP), 0);

  /** Advertises steadily: three scans of ten miss it, one like the other. */
  public static final Population TAG = new Population("tag", List.of(() -> Loss.steady(0.3)), 0);

  /** Two radios, each as bad as the phone's, and independent; cannot be asked. */
  public static final Population FUSED =
      new Population("phone, two radios", List.of(ASLEEP, ASLEEP), 0);

  /** {@link #PHONE}, with another probability that it answers. */
  public static Population phone(double answers) {
    return new Population("phone, answers " + answers, List.of(ASLEEP), answers);
  }
}
