package io.sealpost.sensors.esp32;

import io.sealpost.sensors.presence.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays what a module sends to an {@link Esp32Watch}, at times that the test sets. */
final class Module {
  final Esp32Watch watch = new Esp32Watch("/dev/ttyUSB0", false, Duration.ofSeconds(10));

  /** Overflows after an hour. */
  private long now = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

  /** Opens the port, and waits until what was under way has passed. */
  List<String> open() {
    List<String> all = new ArrayList<>(texts(watch.opened(now)));
    all.addAll(pass(1));
    return all;
  }

  /** Sends lines, and tells what comes of them. */
  List<String> send(String... lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      all.addAll(texts(watch.line(line, now)));
    }
    return all;
  }

  /** Lets time pass in ticks of half a second, and tells what comes of it. */
  List<String> pass(long seconds) {
    List<String> all = new ArrayList<>();
    for (int tick = 0; tick < 2 * seconds; tick++) {
      now += Duration.ofMillis(500).toNanos();
      all.addAll(texts(watch.tick(now)));
    }
    return all;
  }

  /** Opens, answers all questions, and is scanning. */
  void scan() {
    open();
    send("OK", "OK", "AT version:3.2.0.0(x)", "OK", "+BLEINIT:0", "OK", "OK", "OK", "OK");
  }

  /** Scans for whole windows. */
  List<String> windows(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(pass(10));
      all.addAll(send("+BLESCANDONE", "OK"));
    }
    return all;
  }

  private static List<String> texts(List<Act> acts) {
    return acts.stream().map(Module::text).toList();
  }

  private static String text(Act act) {
    if (act instanceof Act.Send send) {
      return "> " + send.command();
    }
    if (act instanceof Act.Hear hear) {
      return "heard " + ((Sighting.Bluetooth) hear.sighting()).address();
    }
    if (act instanceof Act.Deaf deaf) {
      return deaf.why().kind() + " " + deaf.why().getMessage();
    }
    return act instanceof Act.Listening ? "listening" : "reopen";
  }
}
