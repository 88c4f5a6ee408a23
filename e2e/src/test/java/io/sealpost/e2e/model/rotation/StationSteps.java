package io.sealpost.e2e.model.rotation;

import io.sealpost.e2e.model.rotation.Message.Answer;
import io.sealpost.e2e.model.rotation.Message.Command;
import io.sealpost.e2e.model.rotation.Message.Hello;
import io.sealpost.e2e.model.rotation.Message.Kind;
import io.sealpost.e2e.model.rotation.Message.Noise;
import io.sealpost.e2e.model.rotation.Message.Status;
import io.sealpost.e2e.model.rotation.Message.Up;
import io.sealpost.e2e.model.rotation.Station.Errand;
import io.sealpost.e2e.model.search.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the station's processes do, and what is done to them. */
final class StationSteps {
  private final Air air;
  private final Set<Flaw> flaws;

  StationSteps(Air air, Set<Flaw> flaws) {
    this.air = air;
    this.flaws = Set.copyOf(flaws);
  }

  /** Every message that ever came, once more, and every way of beginning and stopping. */
  List<Step<World>> steps(World world, Scope scope) {
    List<Step<World>> steps = new ArrayList<>();
    Station station = world.station();
    if (station.writing() || !station.file().equals(station.medium())) {
      steps.add(Step.to(() -> "station: on the medium", written(world)));
    }
    if (station.errand() == null) {
      boolean mayDraw = station.file().current().generation() < scope.generations();
      if (!station.file().settled() || mayDraw) {
        steps.add(Step.to(() -> "rotate begins", begin(world)));
      }
    } else {
      steps.add(Step.to(() -> "rotate is killed", world.with(station.with(null))));
      air.sent(world, Up.class)
          .forEach(
              message ->
                  hear(world, message)
                      .filter(next -> next.station().sealed() <= scope.commands())
                      .ifPresent(next -> steps.add(Step.to(() -> "rotate gets " + message, next))));
    }
    watch(world, steps);
    if (station.cuts() < scope.cutsOfTheStation()) {
      steps.add(Step.to(() -> "station loses power, its file stays", cut(world, station.file())));
      steps.add(
          Step.to(() -> "station loses power, its file is lost", cut(world, station.medium())));
    }
    return steps;
  }

  /** A process begins to rotate, or goes on where another one ended. */
  World begin(World world) {
    Station station = world.station().with(Errand.BEGUN);
    Ring ring = station.file();
    Key fresh = new Key(ring.current().generation() + 1, station.cuts());
    boolean again = flaws.contains(Flaw.DRAWN_AGAIN) && !fresh.equals(ring.pending());
    if (ring.settled() || (ring.pending() != null && again)) {
      Errand errand =
          flaws.contains(Flaw.SENT_BEFORE_DURABLE) ? Errand.BEGUN : Errand.BEGUN.writes(null);
      return world.with(station.writes(ring.drawn(fresh)).with(errand));
    }
    return world.with(
        flaws.contains(Flaw.STATION_TRUSTS_THE_FILE) ? station : station.synchronised());
  }

  /** What was written is on the medium; who waited for that goes on. */
  World written(World world) {
    Station station = world.station().synchronised();
    Errand errand = station.errand();
    if (errand == null || !errand.writing()) {
      return world.with(station);
    }
    Up then = errand.then();
    Command waiting = errand.waiting();
    if (station.file().settled() && waiting != null) {
      return world.with(station.with(null));
    }
    World next = world.with(station.with(errand.wrote()));
    return then == null ? next : promoted(next, then);
  }

  /** What a message does to the process that rotates; empty if that is nothing. */
  Optional<World> hear(World world, Up message) {
    Station station = world.station();
    Errand errand = station.errand();
    boolean unsure =
        !station.file().equals(station.medium())
            && !flaws.contains(Flaw.STATION_TRUSTS_THE_FILE)
            && !flaws.contains(Flaw.SENT_BEFORE_DURABLE);
    if (errand == null || errand.writing() || unsure) {
      return Optional.empty();
    }
    if (message.kid().equals(station.file().pending())) {
      // Whatever it says, it shows that the device has the key; only who it is matters besides.
      Up heard = message instanceof Hello ? message : new Noise(message.kid());
      return Optional.of(
          world.with(station.writes(station.file().promoted(flaws)).with(errand.writes(heard))));
    }
    if (!message.kid().equals(station.file().current())) {
      return Optional.empty();
    }
    if (message instanceof Hello hello) {
      return hello(world, errand, hello);
    }
    return message instanceof Answer answer ? answer(world, errand, answer) : Optional.empty();
  }

  private Optional<World> hello(World world, Errand errand, Hello hello) {
    Hello known = errand.hello();
    if (!hello.isNewerThan(known)) {
      return Optional.empty();
    }
    World next = world.with(world.station().with(errand.heard(hello)));
    boolean otherBoot = known == null || known.boot() != hello.boot();
    return Optional.of(otherBoot ? first(next, hello) : next);
  }

  private Optional<World> answer(World world, Errand errand, Answer answer) {
    Command waiting = errand.waiting();
    Hello hello = errand.hello();
    Ring ring = world.station().file();
    if (!answer.of().equals(waiting) || hello == null) {
      return Optional.empty();
    }
    if (!ring.confirmed() && answer.of().kid().equals(ring.current())) {
      return Optional.of(
          world.with(world.station().writes(ring.confirmedNow()).with(errand.writes(null))));
    }
    Key fresh = ring.pending();
    if (answer.status() != Status.OK || answer.of().kind() != Kind.OFFER || fresh == null) {
      return Optional.of(first(world, hello));
    }
    World sent = send(world, hello, Kind.TAKE, answer.offer(), fresh);
    return Optional.of(
        flaws.contains(Flaw.PROMOTED_AT_SENDING)
            ? sent.with(sent.station().writes(ring.promoted(flaws)).synchronised())
            : sent);
  }

  /** The device has the new key, as this message shows. */
  private World promoted(World world, Up message) {
    Errand errand = world.station().errand();
    if (errand == null) {
      return world;
    }
    Errand next =
        message instanceof Hello hello && hello.isNewerThan(errand.hello())
            ? errand.heard(hello)
            : errand;
    World heard = world.with(world.station().with(next));
    return next.hello() == null ? heard : first(heard, next.hello());
  }

  private World first(World world, Hello hello) {
    Ring ring = world.station().file();
    if (ring.settled()) {
      return world.with(world.station().with(null));
    }
    return send(world, hello, ring.pending() == null ? Kind.CONFIRM : Kind.OFFER, 0, null);
  }

  private World send(World world, Hello hello, Kind kind, int offer, @Nullable Key wrapped) {
    Station station = world.station().sealedOne();
    Ring ring = station.file();
    Key kid = ring.commands(hello.kid()) ? hello.kid() : ring.current();
    Command command = new Command(kind, hello.boot(), station.sealed(), kid, offer, wrapped);
    Errand errand = station.errand();
    World waiting = world.with(errand == null ? station : station.with(errand.waitsFor(command)));
    return air.send(waiting, command);
  }

  private void watch(World world, List<Step<World>> steps) {
    Station station = world.station();
    Key pending = station.file().pending();
    if (pending != null && !pending.equals(station.watched())) {
      steps.add(Step.to(() -> "watch reads " + pending, world.with(station.watching(pending))));
    }
    Key watched = station.watched();
    if (pending != null
        && !station.writing()
        && (pending.equals(watched) || flaws.contains(Flaw.PROMOTED_UNSEEN))
        && air.sent(world, Up.class).anyMatch(message -> message.kid().equals(watched))) {
      steps.add(
          Step.to(
              () -> "watch hears " + watched,
              world.with(station.writes(station.file().promoted(flaws)))));
    }
  }

  private World cut(World world, Ring found) {
    return world.with(world.station().cut(found));
  }
}
