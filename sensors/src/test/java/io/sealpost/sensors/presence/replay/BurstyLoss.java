package io.sealpost.sensors.presence.replay;

import java.util.random.RandomGenerator;

/**
 * A phone that falls asleep: a Markov chain of two states, good and bad, with one step a scan, and
 * a probability in each that the scan hears nothing (Gilbert and Elliott's model of a channel).
 *
 * @param worsen from good to bad
 * @param mend from bad to good
 * @param missGood that a scan misses in the good state
 * @param missBad that a scan misses in the bad state
 */
public record BurstyLoss(double worsen, double mend, double missGood, double missBad) {
  /** Scans of 15 s in a day. */
  public static final int SCANS_A_DAY = 5_760;

  /**
   * Fitted to 75, 7, 1.1 and 0.01 false departures a day with timeouts of 60, 180, 300 and 600 s.
   */
  public static final BurstyLoss FITTED = new BurstyLoss(0.0123, 0.174, 0.3036, 0.9564);

  /** One such phone, whose first state is drawn as if it had been there for long. */
  public Loss phone() {
    return new Loss() {
      private boolean begun;
      private boolean bad;

      @Override
      public boolean heard(RandomGenerator random) {
        double draw = random.nextDouble();
        if (!begun) {
          begun = true;
          bad = draw < worsen / (worsen + mend);
        } else {
          bad = bad ? draw >= mend : draw < worsen;
        }
        return random.nextDouble() >= (bad ? missBad : missGood);
      }
    };
  }

  /**
   * How often a day that many scans or more in a row are missed after one that was not, which is
   * how often a plain timeout fails. Exact, no simulation.
   *
   * @param scans the timeout in scans
   */
  public double runsADay(int scans) {
    double inBad = worsen / (worsen + mend);
    double good = (1 - inBad) * (1 - missGood);
    double bad = inBad * (1 - missBad);
    for (int i = 0; i < scans; i++) {
      double nextGood = (good * (1 - worsen) + bad * mend) * missGood;
      bad = (good * worsen + bad * (1 - mend)) * missBad;
      good = nextGood;
    }
    return SCANS_A_DAY * (good + bad);
  }
}
