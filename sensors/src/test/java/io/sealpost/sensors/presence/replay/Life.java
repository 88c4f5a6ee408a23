package io.sealpost.sensors.presence.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** One person's life before scanners, and what a rule makes of it. The same seed, the same life. */
public final class Life {
  /** How often rules decide. */
  public static final int TICK_SECONDS = 5;

  private static final int SCAN_SECONDS = 15;
  private static final int DAY_SECONDS = 86_400;

  private final Population population;
  private final SplittableRandom air;
  private final SplittableRandom answers;

  /** Two generators, so that all rules meet the same air however often they ask. */
  public Life(Population population, long seed) {
    this.population = population;
    SplittableRandom seeds = new SplittableRandom(seed);
    this.air = seeds.split();
    this.answers = seeds.split();
  }

  private List<Loss> phone() {
    return population.channels().stream().map(Supplier::get).toList();
  }

  private boolean answer() {
    return answers.nextDouble() < population.answers();
  }

  private void scan(long second, List<Loss> phone, Rule rule) {
    for (int channel = 0; channel < phone.size(); channel++) {
      if (phone.get(channel).heard(air)) {
        rule.heard(second, channel);
      }
    }
  }

  /** How often somebody who never leaves is said to have left. */
  public int falseDepartures(Rule rule, int days) {
    List<Loss> phone = phone();
    boolean before = false;
    int departures = 0;
    for (long second = 0; second < (long) days * DAY_SECONDS; second += TICK_SECONDS) {
      if (second % SCAN_SECONDS == 0) {
        scan(second, phone, rule);
      }
      boolean now = rule.present(second, this::answer);
      departures += before && !now ? 1 : 0;
      before = now;
    }
    return departures;
  }

  /**
   * How long arrivals and departures take to be noticed. Somebody comes and goes, each visit and
   * each absence at least 20 minutes and at most 40.
   *
   * @param arrivals takes seconds from coming to being present
   * @param departures takes seconds from leaving to being absent, of those who were not counted
   *     away too soon
   */
  public void delays(Rule rule, int visits, List<Long> arrivals, List<Long> departures) {
    long second = 0;
    for (int visit = 0; visit < visits; visit++) {
      long comes = second + 1_200 + air.nextInt(1_200);
      second = away(rule, second, second, comes, new ArrayList<>());
      long leaves = comes + 1_200 + air.nextInt(1_200);
      second = here(rule, second, comes, leaves, arrivals);
      long returns = leaves + 1_200;
      second = away(rule, second, leaves, returns, departures);
    }
  }

  private long here(Rule rule, long from, long came, long until, List<Long> arrivals) {
    List<Loss> phone = phone();
    boolean seen = false;
    long second = from;
    for (; second < until; second += TICK_SECONDS) {
      if (second % SCAN_SECONDS == 0) {
        scan(second, phone, rule);
      }
      if (rule.present(second, this::answer) && !seen) {
        seen = true;
        arrivals.add(second - came);
      }
    }
    return second;
  }

  private long away(Rule rule, long from, long left, long until, List<Long> departures) {
    boolean told = false;
    boolean wasHere = false;
    long second = from;
    for (; second < until; second += TICK_SECONDS) {
      boolean present = rule.present(second, () -> false);
      wasHere |= present;
      if (!present && wasHere && !told) {
        told = true;
        departures.add(second - left);
      }
    }
    return second;
  }
}
