package io.sealpost.station.desired;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Settings;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Errand;
import io.sealpost.station.store.StationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a device as it is desired to be: sends what differs from what it reports, until nothing
 * differs. What is desired is read anew each time, so that two stations that do this at once end up
 * the same. A refused command is sent again in pieces; a piece that is refused is desired no
 * longer. For one thread.
 */
public final class DesiredErrand implements Errand {
  private final StationStore store;
  private final DeviceId device;
  private final List<Refusal> refusals = new ArrayList<>();
  private Optional<Action.Set> sent = Optional.empty();
  private Set<String> impossible = Set.of();
  private boolean piecemeal;

  /**
   * What a device will not be.
   *
   * @param set what it refused
   * @param answer why
   */
  public record Refusal(Action.Set set, Answer answer) {}

  /**
   * @param store where it is kept what is desired
   */
  public DesiredErrand(StationStore store, DeviceId device) {
    this.store = store;
    this.device = device;
  }

  /** What the device cannot be, as far as it said hello. */
  public Set<String> impossible() {
    return impossible;
  }

  /** What the device refused, in order. */
  public List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) throws StationException {
    piecemeal = false;
    sent = Optional.empty();
    impossible = store.ledger(device).desired().impossible(hello.settings());
    return next(hello.settings());
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) throws StationException {
    Action.Set asked = sent.orElseThrow();
    switch (answer.status()) {
      case OK, SUPERSEDED -> {}
      case LATE, FAILED -> {
        // It may be otherwise with its next hello.
        return Optional.empty();
      }
      case RANGE, UNKNOWN_STREAM, UNSUPPORTED, NO_OFFER, MALFORMED -> {
        if (pieces(asked) == 1) {
          store.giveUp(device, asked);
          refusals.add(new Refusal(asked, answer));
        }
        piecemeal = true;
      }
    }
    Optional<Action> more = next(answer.settings());
    // A device that says so and does not do so is not asked without end.
    boolean again = answer.status() == Answer.Status.OK && more.equals(Optional.of(asked));
    return again ? Optional.empty() : more;
  }

  private Optional<Action> next(Settings reported) throws StationException {
    sent =
        store
            .ledger(device)
            .desired()
            .missing(reported)
            .map(missing -> piecemeal ? firstPiece(missing) : missing);
    return sent.map(set -> set);
  }

  private static int pieces(Action.Set set) {
    return set.streams().size() + (set.log().isPresent() ? 1 : 0);
  }

  private static Action.Set firstPiece(Action.Set set) {
    return set.streams().entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(first -> new Action.Set(Map.of(first.getKey(), first.getValue()), Optional.empty()))
        .orElse(set);
  }
}
