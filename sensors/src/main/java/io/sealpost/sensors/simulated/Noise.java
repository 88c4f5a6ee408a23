package io.sealpost.sensors.simulated;

/**
 * Numbers that look random and are a function of a seed and an index, so that a simulation has no
 * state. The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood, Fast splittable
 * pseudorandom number generators, 2014).
 *
 * @param seed any
 */
record Noise(long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  double at(long index) {
    return (mix(mix(seed) + index * GOLDEN_GAMMA) >>> 11) * 0x1.0p-53;
  }

  /** Returns a number from 0 to 1 that moves from {@code at(n)} to {@code at(n + 1)} smoothly. */
  double smooth(double position) {
    double floor = Math.floor(position);
    double fraction = position - floor;
    double eased = fraction * fraction * (3 - 2 * fraction);
    long index = (long) floor;
    return at(index) * (1 - eased) + at(index + 1) * eased;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
