package io.sealpost.e2e.model.command;

import io.sealpost.e2e.model.command.Message.Answer;
import io.sealpost.e2e.model.command.Message.Command;
import io.sealpost.e2e.model.command.Message.Hello;
import io.sealpost.e2e.model.command.Message.Status;
import io.sealpost.e2e.model.command.Message.Up;
import io.sealpost.e2e.model.command.Scope.Kind;
import io.sealpost.e2e.model.command.Station.View;
import io.sealpost.e2e.model.search.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the station does, and what is done to it. */
final class StationSteps {
  private final Air air;
  private final Scope scope;
  private final Set<Flaw> flaws;

  StationSteps(Air air, Scope scope, Set<Flaw> flaws) {
    this.air = air;
    this.scope = scope;
    this.flaws = Set.copyOf(flaws);
  }

  /** Every message that ever came, once more; every deadline that could be set; every end. */
  List<Step<World>> steps(World world) {
    List<Step<World>> steps = new ArrayList<>();
    Station station = world.station();
    for (int by = 0; by <= scope.uptime(); by++) {
      int deadline = by;
      if (station.waiting() == null && station.sealed() < scope.commands()) {
        seal(world, deadline).ifPresent(steps::add);
      }
      air.sent(world, Up.class)
          .forEach(
              message ->
                  hear(world, message, deadline)
                      .filter(step -> step.next().station().sealed() <= scope.commands())
                      .ifPresent(steps::add));
    }
    if (station.wish() < scope.wishes().size()) {
      steps.add(Step.to(() -> "station gives up", world.with(station.done())));
      steps.add(Step.to(() -> "station is killed", world.with(station.killed())));
    }
    return steps;
  }

  /** Seals what is wished now, for the boot that is known; empty if there is neither. */
  Optional<Step<World>> seal(World world, int by) {
    Station station = world.station();
    if (station.wish() >= scope.wishes().size()) {
      return Optional.empty();
    }
    int device = scope.wishes().get(station.wish()).device();
    Hello hello = station.hellos().get(device);
    if (hello == null) {
      return Optional.empty();
    }
    Command command =
        new Command(device, hello.boot(), hello.epoch(), station.sealed() + 1, by, station.wish());
    World next = world.with(station.waitsFor(command));
    return Optional.of(Step.to(() -> "station sends " + command, air.send(next, command)));
  }

  /** What a message does to the station; empty if that is nothing. */
  Optional<Step<World>> hear(World world, Up message, int by) {
    World next =
        message instanceof Hello hello
            ? hello(world, hello, by)
            : answer(world, (Answer) message, by);
    if (next.equals(world)) {
      return Optional.empty();
    }
    Optional<String> wrong =
        mistaken(world, message, next.station()).or(() -> wentBack(world, next.station()));
    return Optional.of(new Step<>(() -> "station gets " + message, next, wrong));
  }

  private World hello(World world, Hello hello, int by) {
    Station station = world.station();
    Hello known = station.hellos().get(hello.device());
    if (known != null && !isNewer(hello, known)) {
      return world;
    }
    Station heard = view(station.heard(hello), hello);
    Command waiting = station.waiting();
    if (waiting == null || waiting.device() != hello.device() || waiting.boot() == hello.boot()) {
      return world.with(heard);
    }
    boolean restart = scope.wishes().get(waiting.wish()).kind() == Kind.RESTART;
    if (restart && !flaws.contains(Flaw.RESTARTS_AGAIN)) {
      return world.with(heard.done());
    }
    return again(world.with(heard), by);
  }

  private boolean isNewer(Hello hello, Hello known) {
    if (flaws.contains(Flaw.LAST_COME_IS_BELIEVED)) {
      return !hello.equals(known);
    }
    if (hello.boot() == known.boot()) {
      return hello.number() > known.number();
    }
    return hello.epoch() > known.epoch() || flaws.contains(Flaw.ANY_OTHER_BOOT);
  }

  private Station view(Station station, Hello hello) {
    View said = new View(hello.epoch(), hello.answered(), hello.rates());
    View known = station.views().get(hello.device());
    boolean older = known != null && said.isOlderThan(known);
    boolean believed =
        flaws.contains(Flaw.ANSWERS_DO_NOT_AGE_HELLOS)
            || flaws.contains(Flaw.LAST_COME_IS_BELIEVED);
    return older && !believed ? station : station.sees(hello.device(), said);
  }

  private World answer(World world, Answer answer, int by) {
    Command of = answer.of();
    Station station = world.station();
    if (!of.equals(station.waiting())) {
      return world;
    }
    View said = new View(of.epoch(), of.counter(), answer.rates());
    View known = station.views().get(of.device());
    Station seen =
        known != null && said.isOlderThan(known) ? station : station.sees(of.device(), said);
    return answer.status() == Status.OK ? world.with(seen.done()) : again(world.with(seen), by);
  }

  private World again(World world, int by) {
    return seal(world, by).map(Step::next).orElse(world);
  }

  /** Whether a hello of an earlier boot was taken for the end of the present one. */
  private static Optional<String> mistaken(World before, Up message, Station after) {
    Command waiting = before.station().waiting();
    if (waiting == null
        || !(message instanceof Hello hello)
        || hello.device() != waiting.device()
        || hello.boot() >= waiting.boot()
        || before.devices().get(hello.device()).wasRolledBack()) {
      return Optional.empty();
    }
    return waiting.equals(after.waiting())
        ? Optional.empty()
        : Optional.of("an old boot was taken for a new one");
  }

  private static Optional<String> wentBack(World before, Station after) {
    for (Device device : before.devices()) {
      View old = before.station().views().get(device.number());
      View now = after.views().get(device.number());
      boolean older = old != null && now != null && now.rates().version() < old.rates().version();
      // Two cards that count alike cannot be put in order; that is what the alarm is for.
      if (older && !device.wasRolledBack()) {
        return Optional.of("what the station takes for in force went back");
      }
    }
    return Optional.empty();
  }
}
