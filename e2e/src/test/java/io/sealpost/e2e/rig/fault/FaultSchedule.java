package io.sealpost.e2e.rig.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws faults and the moments at which they come. The draws are the same for the same seed; what
 * the programs do in between is not. Owned by one thread at a time.
 */
public final class FaultSchedule {
  /** Bytes of one reading under TLS, about, as the unit of what goes through before a fault. */
  private static final int READING = 250;

  /** Long enough to cut anywhere in a publish or a handshake's flight. */
  private static final int ANYWHERE = 400;

  private final RandomGenerator random;
  private final List<Strike> drawn = new ArrayList<>();

  /**
   * A fault and its moment.
   *
   * @param afterBytes from the client on a connection, at the earliest
   */
  public record Strike(int afterBytes, Fault fault) {}

  /**
   * @param random seeded
   */
  public FaultSchedule(RandomGenerator random) {
    this.random = random;
  }

  /** The next one. */
  public Strike next() {
    // One in eight comes during the handshake.
    int afterBytes =
        random.nextInt(8) == 0 ? random.nextInt(1, 1_000) : 1_000 + random.nextInt(20 * READING);
    Strike strike = new Strike(afterBytes, fault());
    drawn.add(strike);
    return strike;
  }

  private Fault fault() {
    return switch (random.nextInt(8)) {
      case 0 -> new Fault.Cut();
      case 1, 2 -> new Fault.Reset();
      case 3 -> new Fault.BlackHole();
      case 4 -> new Fault.HalfOpen();
      case 5 -> new Fault.Delay(random.nextInt(10, 300), 10 * READING);
      case 6 -> new Fault.Throttle(1_000, 6 * READING);
      default -> new Fault.CutAfter(random.nextBoolean(), random.nextInt(ANYWHERE));
    };
  }

  @Override
  public String toString() {
    return drawn.size() + " faults: " + drawn;
  }
}
