package io.sealpost.e2e.model.command;

import io.sealpost.e2e.model.command.Message.Command;
import io.sealpost.e2e.model.command.Message.Hello;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The station: one process that sends what the operator wishes, and its memory on disk.
 *
 * @param sealed commands sealed so far: the counter, durable before it is used
 * @param wish number of the present one
 * @param waiting the command whose answer the process waits for
 * @param hellos the newest of each device that the process heard
 * @param views what the process takes for in force at each device
 */
record Station(
    int sealed,
    int wish,
    @Nullable Command waiting,
    Map<Integer, Hello> hellos,
    Map<Integer, View> views) {
  /**
   * Reported rates, and what orders them.
   *
   * @param answered counter of the newest command that they are known to come after
   */
  record View(int epoch, int answered, Rates rates) {
    boolean isOlderThan(View other) {
      return epoch < other.epoch || (epoch == other.epoch && answered < other.answered);
    }
  }

  Station {
    hellos = Collections.unmodifiableMap(hellos);
    views = Collections.unmodifiableMap(views);
  }

  static Station installed() {
    return new Station(0, 0, null, Map.of(), Map.of());
  }

  Station waitsFor(Command command) {
    return new Station(command.counter(), wish, command, hellos, views);
  }

  /** The present wish has an outcome. */
  Station done() {
    return new Station(sealed, wish + 1, null, hellos, views);
  }

  /** Another process, which knows what is on disk. */
  Station killed() {
    return new Station(sealed, wish + 1, null, Map.of(), Map.of());
  }

  Station heard(Hello hello) {
    Map<Integer, Hello> next = new HashMap<>(hellos);
    next.put(hello.device(), hello);
    return new Station(sealed, wish, waiting, next, views);
  }

  Station sees(int device, View view) {
    Map<Integer, View> next = new HashMap<>(views);
    next.put(device, view);
    return new Station(sealed, wish, waiting, hellos, next);
  }
}
