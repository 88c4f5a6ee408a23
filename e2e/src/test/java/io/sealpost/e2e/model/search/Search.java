package io.sealpost.e2e.model.search;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Visits every state that can be reached, the nearest first, and from each one lets all be calm and
 * waits for agreement. Stops at the first finding, to which no shorter way leads.
 *
 * @param <S> a state
 */
public final class Search<S> {
  private static final int PATIENCE = 200;

  private final Machine<S> machine;
  private final int most;

  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<S> states = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final Set<S> settling = new HashSet<>();
  private long transitions;
  private int depth;

  /**
   * What a search saw.
   *
   * @param states that can be reached
   * @param transitions between them
   * @param depth steps to the furthest state
   * @param took by the clock of the machine that searched
   */
  public record Extent(int states, long transitions, int depth, Duration took) {}

  /**
   * What came of a search.
   *
   * @param finding empty if nothing is wrong in any state that can be reached
   */
  public record Result(Optional<Finding> finding, Extent extent) {}

  /**
   * @param most a scope with more states is a mistake of who chose it
   */
  public Search(Machine<S> machine, int most) {
    this.machine = machine;
    this.most = most;
  }

  /**
   * Searches everything.
   *
   * @throws IllegalStateException if there are more states than stated
   */
  public Result run() {
    long began = System.nanoTime();
    Optional<Finding> finding = explore().or(this::unsettled);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Result(finding, new Extent(states.size(), transitions, depth, took));
  }

  /** Every state that was visited. */
  public Set<S> visited() {
    return Collections.unmodifiableSet(numbers.keySet());
  }

  private Optional<Finding> explore() {
    add(machine.start(), -1);
    int endOfLevel = 1;
    for (int at = 0; at < states.size(); at++) {
      if (at == endOfLevel) {
        endOfLevel = states.size();
        depth++;
      }
      S state = states.get(at);
      Optional<String> wrong = machine.wrong(state);
      if (wrong.isPresent()) {
        return Optional.of(new Finding(wrong.get(), story(at)));
      }
      for (Step<S> step : machine.steps(state)) {
        transitions++;
        if (step.wrong().isPresent()) {
          List<String> story = story(at);
          story.add(step.label().get());
          return Optional.of(new Finding(step.wrong().get(), story));
        }
        add(step.next(), at);
      }
    }
    return Optional.empty();
  }

  private void add(S state, int parent) {
    if (numbers.putIfAbsent(state, states.size()) != null) {
      return;
    }
    if (states.size() == most) {
      throw new IllegalStateException("more than " + most + " states; choose a smaller scope");
    }
    states.add(state);
    parents.add(parent);
  }

  /** A state from which a calm run does not come to agreement. */
  private Optional<Finding> unsettled() {
    for (int at = 0; at < states.size(); at++) {
      Optional<List<String>> run = neverSettles(states.get(at));
      if (run.isPresent()) {
        List<String> story = story(at);
        story.add("from here on nobody disturbs");
        story.addAll(run.get());
        return Optional.of(new Finding("no agreement is reached", story));
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> neverSettles(S from) {
    Deque<S> way = new ArrayDeque<>();
    List<String> labels = new ArrayList<>();
    S state = from;
    // Calm runs meet: what was seen to settle once needs no second look.
    while (!settling.contains(state)) {
      way.push(state);
      Optional<Step<S>> step = machine.calm(state);
      if (step.isEmpty()) {
        break;
      }
      labels.add(step.get().label().get());
      if (step.get().wrong().isPresent() || labels.size() == PATIENCE) {
        step.get().wrong().ifPresent(labels::add);
        return Optional.of(labels);
      }
      state = step.get().next();
    }
    settling.addAll(way);
    return Optional.empty();
  }

  private List<String> story(int at) {
    Deque<String> labels = new ArrayDeque<>();
    for (int child = at; parents.get(child) >= 0; child = parents.get(child)) {
      S end = states.get(child);
      machine.steps(states.get(parents.get(child))).stream()
          .filter(step -> step.next().equals(end))
          .findFirst()
          .ifPresent(step -> labels.push(step.label().get()));
    }
    return new ArrayList<>(labels);
  }
}
