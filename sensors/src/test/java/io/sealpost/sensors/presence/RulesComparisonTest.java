package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.presence.replay.Life;
import io.sealpost.sensors.presence.replay.NameRequests;
import io.sealpost.sensors.presence.replay.Population;
import io.sealpost.sensors.presence.replay.RotatingInquiry;
import io.sealpost.sensors.presence.replay.Rule;
import io.sealpost.sensors.presence.replay.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Our decision beside the published rules of others, on the same air. What it prints is the table
 * of docs/presence.md.
 */
class RulesComparisonTest {
  private static final int SEEDS = 4;
  private static final int DAYS = 100;
  private static final int VISITS = 500;

  /** What became of one rule with one population. */
  private record Outcome(double falseInTenDays, List<Long> arrivals, List<Long> departures) {
    static Outcome of(Population population, Supplier<Rule> rule) {
      int departures = 0;
      List<Long> came = new ArrayList<>();
      List<Long> left = new ArrayList<>();
      for (int seed = 1; seed <= SEEDS; seed++) {
        departures += new Life(population, seed).falseDepartures(rule.get(), DAYS);
        new Life(population, 1_000 + seed).delays(rule.get(), VISITS, came, left);
      }
      Collections.sort(came);
      Collections.sort(left);
      return new Outcome(departures * 10.0 / (SEEDS * DAYS), came, left);
    }

    double arrivedWithin(long seconds) {
      return (double) arrivals.stream().filter(delay -> delay <= seconds).count() / arrivals.size();
    }

    static long share(List<Long> sorted, double share) {
      return sorted.get((int) Math.round((sorted.size() - 1) * share));
    }

    String row(String name) {
      return String.format(
          "| %s | %.2f | %.0f %% | %d s | %d s | %d s |",
          name,
          falseInTenDays,
          100 * arrivedWithin(30),
          share(arrivals, 0.95),
          share(departures, 0.5),
          share(departures, 1));
    }
  }

  private static Map<String, Supplier<Rule>> others() {
    Map<String, Supplier<Rule>> rules = new LinkedHashMap<>();
    rules.put("Home Assistant, consider_home 180 s", () -> new Timeout(180, 10));
    rules.put("Home Assistant, stale after 195 s", () -> new Timeout(195, 300));
    rules.put("Home Assistant, stale after 15 min", () -> new Timeout(900, 300));
    rules.put("room-assistant LE, 5 s after a missed scan", () -> new Timeout(20, 5));
    rules.put("monitor, beacon expires after 240 s", () -> new Timeout(240, 5));
    return rules;
  }

  private static Supplier<Rule> ours(Population population, int leaveAfter) {
    return () -> new DecisionRule(population, Duration.ofSeconds(leaveAfter));
  }

  private static Map<String, Supplier<Rule>> rules(Population population) {
    Map<String, Supplier<Rule>> rules = new LinkedHashMap<>();
    rules.put("**ours, 300 s**", ours(population, 300));
    if (population.answers() > 0) {
      rules.put("room-assistant classic, asks every 10 s", RotatingInquiry::new);
      rules.put("monitor, name requests", NameRequests::new);
      return rules;
    }
    if (population.equals(Population.MUTE)) {
      LongStream.of(450, 480, 600)
          .forEach(t -> rules.put("ours, " + t + " s", ours(population, (int) t)));
    }
    rules.putAll(others());
    return rules;
  }

  private static Map<String, Outcome> compare(Population population) {
    System.out.println(
        "| "
            + population.name()
            + " | false in 10 days | seen within 30 s | 95 % of arrivals"
            + " | half of departures | all departures |\n|---|---|---|---|---|---|");
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    rules(population)
        .forEach(
            (name, rule) -> {
              Outcome outcome = Outcome.of(population, rule);
              System.out.println(outcome.row(name));
              outcomes.put(name, outcome);
            });
    System.out.println();
    return outcomes;
  }

  private static Outcome requireGoals(Map<String, Outcome> outcomes) {
    Outcome ours = outcomes.values().iterator().next();
    assertTrue(ours.falseInTenDays() <= 1, "false departures in 10 days " + ours.falseInTenDays());
    assertTrue(Outcome.share(ours.departures(), 1) <= 330, "departures within 5.5 min");
    assertEquals(SEEDS * VISITS, ours.arrivals().size(), "nobody came unseen");
    return ours;
  }

  private static double falseInTenDays(Map<String, Outcome> outcomes, String rule) {
    return Objects.requireNonNull(outcomes.get(rule)).falseInTenDays();
  }

  @Test
  void aPhoneThatAnswersReachesTheGoals() {
    Outcome ours = requireGoals(compare(Population.PHONE));
    assertTrue(ours.arrivedWithin(30) > 0.8, "as often as its radio lets it be heard");
  }

  @Test
  void aPhoneThatNearlyAlwaysAnswersIsComparedToo() {
    requireGoals(compare(Population.phone(0.98)));
  }

  @Test
  void aTagReachesTheGoals() {
    Outcome ours = requireGoals(compare(Population.TAG));
    assertTrue(ours.arrivedWithin(30) > 0.9, "two scans of three tenths loss each");
  }

  @Test
  void aPhoneOnTwoRadiosReachesTheGoals() {
    Outcome ours = requireGoals(compare(Population.FUSED));
    assertTrue(ours.arrivedWithin(30) > 0.95, "either radio will do");
  }

  @Test
  void aPhoneThatCannotBeAskedNeedsALongerTimeout() {
    Map<String, Outcome> outcomes = compare(Population.MUTE);
    double plain = falseInTenDays(outcomes, "**ours, 300 s**");
    assertEquals(11, plain, 2, "no rule can tell silence from absence");
    assertTrue(falseInTenDays(outcomes, "ours, 600 s") <= 1);
  }

  private static List<Long> arrivals(Population population, Rule rule) {
    List<Long> arrivals = new ArrayList<>();
    new Life(population, 5).delays(rule, VISITS, arrivals, new ArrayList<>());
    return arrivals;
  }

  @Test
  void anArrivalIsSeenByTheFirstScanThatHearsIt() {
    for (Population population : List.of(Population.PHONE, Population.TAG, Population.FUSED)) {
      List<Long> ours = arrivals(population, ours(population, 300).get());
      List<Long> atOnce = arrivals(population, new Timeout(900, 5));
      assertEquals(atOnce, ours, population.name());
    }
  }
}
