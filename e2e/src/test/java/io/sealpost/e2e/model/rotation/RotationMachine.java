package io.sealpost.e2e.model.rotation;

import io.sealpost.e2e.model.rotation.Device.Keys;
import io.sealpost.e2e.model.rotation.Message.Answer;
import io.sealpost.e2e.model.rotation.Message.Command;
import io.sealpost.e2e.model.rotation.Message.Hello;
import io.sealpost.e2e.model.rotation.Message.Up;
import io.sealpost.e2e.model.rotation.Station.Errand;
import io.sealpost.e2e.model.search.Machine;
import io.sealpost.e2e.model.search.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rotation protocol between one station and one device, with everything that can disturb. */
final class RotationMachine implements Machine<World> {
  private final Air air;
  private final boolean tidying;
  private final Scope scope;
  private final Set<Flaw> flaws;
  private final DeviceSteps device;
  private final StationSteps station;

  /**
   * @param flaws made on purpose; none in the protocol
   */
  RotationMachine(Scope scope, Set<Flaw> flaws) {
    this(new Air(), true, scope, flaws);
  }

  private RotationMachine(Air air, boolean tidying, Scope scope, Set<Flaw> flaws) {
    this.air = air;
    this.tidying = tidying;
    this.flaws = Set.copyOf(flaws);
    this.scope = scope;
    device = new DeviceSteps(air, flaws);
    station = new StationSteps(air, flaws);
  }

  /** The same machine, which remembers messages, too, that change nothing any more. */
  RotationMachine hoarding() {
    return new RotationMachine(air, false, scope, flaws);
  }

  /** Without what changes nothing any more, whoever gets it. */
  World tidy(World world) {
    return air.tidy(world);
  }

  @Override
  public World start() {
    World silent = new World(Device.provisioned(), Station.provisioned(), new BitSet());
    return air.send(silent, silent.device().hello());
  }

  @Override
  public List<Step<World>> steps(World world) {
    List<Step<World>> steps = new ArrayList<>(device.steps(world, scope.boots() - 1));
    steps.addAll(station.steps(world, scope));
    if (tidying) {
      steps.replaceAll(step -> Step.to(step.label(), tidy(step.next())));
    }
    return steps;
  }

  @Override
  public Optional<String> wrong(World world) {
    for (Ring ring : Set.copyOf(List.of(world.station().file(), world.station().medium()))) {
      if (tables(world.device()).anyMatch(keys -> !keys.has(ring.current()))) {
        return Optional.of("no command can get through any more");
      }
      if (air.sent(world, Up.class).anyMatch(message -> !ring.opens(message.kid()))) {
        return Optional.of("a message of the device cannot be opened any more");
      }
    }
    return Optional.empty();
  }

  private static Stream<Keys> tables(Device device) {
    return Stream.of(device.memory(), device.file(), device.medium());
  }

  @Override
  public Optional<Step<World>> calm(World world) {
    Device one = world.device();
    Station other = world.station();
    if (one.writing() != null || !one.file().equals(one.medium())) {
      return step(() -> "device: on the medium", device.written(world));
    }
    if (other.writing() || !other.file().equals(other.medium())) {
      return step(() -> "station: on the medium", station.written(world));
    }
    Errand errand = other.errand();
    if (errand != null) {
      return step(() -> "rotate goes on", rotating(world, errand));
    }
    if (!other.file().settled()) {
      return step(() -> "rotate begins", station.begin(world));
    }
    return new Keys(other.file().current(), null).equals(one.memory())
        ? Optional.empty()
        : Optional.of(
            new Step<>(
                () -> "nothing is left to do", world, Optional.of("the keys are not the same")));
  }

  private World rotating(World world, Errand errand) {
    Hello newest = world.device().hello();
    Command waiting = errand.waiting();
    Optional<World> heard = station.hear(world, newest);
    if (heard.isPresent() || waiting == null) {
      return heard.orElseGet(() -> killed(world));
    }
    Optional<Answer> answer =
        air.sent(world, Answer.class)
            .filter(said -> said.of().equals(waiting) && station.hear(world, said).isPresent())
            .findFirst();
    if (answer.isPresent()) {
      return station.hear(world, answer.get()).orElseThrow();
    }
    return device.receive(world, waiting).orElseGet(() -> killed(world));
  }

  /** No answer comes: the process ends at its deadline. */
  private static World killed(World world) {
    return world.with(world.station().with(null));
  }

  private Optional<Step<World>> step(Supplier<String> label, World next) {
    return Optional.of(Step.to(label, tidy(next)));
  }
}
