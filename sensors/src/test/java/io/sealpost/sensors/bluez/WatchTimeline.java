package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watch, its clock, and what it did, in one line each. */
final class WatchTimeline {
  private final DiscoveryWatch watch;
  private final List<String> log = new ArrayList<>();
  private String warning = "";
  private long now;
  private @Nullable SensorException deaf;
  private @Nullable Request asked;

  WatchTimeline(BluezSettings settings) {
    this.watch = new DiscoveryWatch(settings, now);
  }

  /** One that discovers, with all as it should be. */
  static WatchTimeline discovering(BluezSettings settings) {
    WatchTimeline line = new WatchTimeline(settings);
    line.tick();
    line.happens(
        new WatchEvent.Daemon(true),
        new WatchEvent.AdapterFound(true),
        new WatchEvent.Done(Request.START),
        new WatchEvent.Discovering(true));
    line.asked = null;
    line.clear();
    return line;
  }

  void happens(WatchEvent... events) {
    for (WatchEvent event : events) {
      for (WatchAction action : watch.step(event, now)) {
        log.add(word(action));
      }
    }
  }

  void tick() {
    happens(new WatchEvent.Tick());
  }

  /** Lets time pass, second by second. */
  void pass(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      now += Duration.ofSeconds(1).toNanos();
      tick();
    }
  }

  /** Lets time pass while so many devices are heard each second. */
  void passHearing(Duration time, int devices) {
    for (long i = 0; i < time.toSeconds(); i++) {
      now += Duration.ofSeconds(1).toNanos();
      for (int device = 0; device < devices; device++) {
        happens(new WatchEvent.Heard("device " + device));
      }
      tick();
    }
  }

  /** Answers what was asked last, again and again, for a while. */
  void passObeying(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      obey();
      pass(Duration.ofSeconds(1));
    }
    obey();
  }

  /** Does what was asked, if something was. */
  void obey() {
    Request request = asked;
    if (request != null) {
      asked = null;
      happens(new WatchEvent.Done(request));
    }
  }

  /** Lets time pass until something is asked, for an hour at most. */
  void passUntil(Request request) {
    for (int i = 0; i < 3600 && request != asked; i++) {
      pass(Duration.ofSeconds(1));
    }
    assertEquals(request, asked);
  }

  /** What it did since this was asked last. */
  List<String> did() {
    List<String> out = List.copyOf(log);
    log.clear();
    return out;
  }

  void clear() {
    log.clear();
  }

  /** The reason of the last deafness. */
  Optional<String> reason() {
    return Optional.ofNullable(deaf).map(SensorException::getMessage);
  }

  /** The last warning. */
  String warning() {
    return warning;
  }

  Optional<SensorException.Kind> kind() {
    return Optional.ofNullable(deaf).map(SensorException::kind);
  }

  private String word(WatchAction action) {
    if (action instanceof WatchAction.Do request) {
      asked = request.request();
      return request.request().name();
    }
    if (action instanceof WatchAction.Deaf silent) {
      deaf = silent.why();
      return "deaf";
    }
    if (action instanceof WatchAction.Warn warn) {
      warning = warn.text();
      return "warn";
    }
    return "listening";
  }
}
