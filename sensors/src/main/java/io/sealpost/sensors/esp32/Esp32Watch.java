package io.sealpost.sensors.esp32;

import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes the module scan, and notices when it does not: a step over (line, now), without threads or
 * clocks. It scans in windows, each asked for anew. So an answer is due every few seconds even
 * where no device is in range, each device is told in each window, and a module that was replaced,
 * or restarted unnoticed, is set up again.
 */
final class Esp32Watch {
  /** Failures in a row after which the module counts as deaf. */
  static final int MAX_FAILURES = 3;

  /** A radio that heard devices and then none for so long is restarted. */
  static final Duration SILENCE = Duration.ofSeconds(90);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /**
   * An answer does not say to which command. So when one may be under way that nobody waits for any
   * more, nothing is sent for a while and what comes is passed over.
   */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private static final Duration MUCH_LATER = Duration.ofMinutes(1);

  /** How much sooner and later than planned a window may end. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private static final int MAX_BUSY = 20;

  private final Esp32Fault fault;
  private final String parameters;
  private final Duration window;

  // Since the port was opened. Owned by the thread that reads, as all below.
  private int failures;
  private int garbage;
  private OptionalLong lastHeard = OptionalLong.empty();

  // Of the step that is being done.
  private Step step = Step.GREET;
  private final Answer answer = new Answer();
  private int busy;

  /** When to give up waiting for an answer, or when the window ends. */
  private OptionalLong deadline = OptionalLong.empty();

  /** When to send the step's command again. */
  private OptionalLong due = OptionalLong.empty();

  private boolean scanning;

  /** The last window ended without a word, as it does with firmware before 3.0. */
  private boolean quietEnd;

  private List<Act> acts = new ArrayList<>();

  /**
   * @param port for messages
   * @param active whether devices are asked for more than they tell by themselves, their names for
   *     instance
   * @param window how long to scan at a time, whole seconds
   */
  Esp32Watch(String port, boolean active, Duration window) {
    this.fault = new Esp32Fault(port);
    // All the time: 160 of every 160 units of 0.625 ms (section "AT+BLESCANPARAM").
    this.parameters = (active ? "1" : "0") + ",0,0,160,160";
    this.window = window;
  }

  /** The port was opened. */
  List<Act> opened(long now) {
    failures = 0;
    garbage = 0;
    lastHeard = OptionalLong.empty();
    later(Step.GREET, SETTLING, now);
    return taken();
  }

  /** The module sent a line. */
  List<Act> line(String text, long now) {
    AtLine line = AtLine.parse(text);
    if (line instanceof AtLine.Heard heard) {
      lastHeard = OptionalLong.of(now);
      acts.add(new Act.Hear(heard.sighting()));
    } else if (line instanceof AtLine.Ready) {
      restarted(now);
    } else if (line instanceof AtLine.ScanDone) {
      scanDone(now);
    } else if (line instanceof AtLine.Other other) {
      other(other);
    } else if (deadline.isPresent() && !scanning) {
      answered(line, now);
    }
    return taken();
  }

  /** Time has passed. */
  List<Act> tick(long now) {
    if (isPast(due, now)) {
      begin(step, now);
    } else if (isPast(deadline, now)) {
      if (scanning) {
        quietEnd = true;
        nextWindow(now);
      } else {
        failed(fault.silent(garbage > 0), now);
      }
    }
    return taken();
  }

  private void answered(AtLine line, long now) {
    if (line instanceof AtLine.Busy) {
      busy++;
      if (busy > MAX_BUSY) {
        failed(fault.busy(), now);
      } else {
        later(step, AGAIN, now);
      }
    } else if (line instanceof AtLine.Ok) {
      obeyed(now);
    } else {
      refused(now);
    }
  }

  private void obeyed(long now) {
    switch (step) {
      case GREET -> begin(Step.NO_ECHO, now);
      case NO_ECHO -> begin(Step.VERSION, now);
      case VERSION -> version(now);
      case ROLE -> role(now);
      case INIT, STOP -> begin(Step.PARAMETERS, now);
      case PARAMETERS -> begin(Step.SCAN, now);
      case SCAN -> scanBegun(now);
      case RESTART -> {
        // It says so itself when that is done.
      }
    }
  }

  private void refused(long now) {
    switch (step) {
      case SCAN, PARAMETERS -> {
        failures++;
        begin(failures < MAX_FAILURES ? Step.STOP : Step.RESTART, now);
        if (failures >= MAX_FAILURES) {
          acts.add(new Act.Deaf(fault.noScan()));
        }
      }
      // Nothing was going on.
      case STOP -> later(Step.PARAMETERS, AGAIN, now);
      case ROLE, INIT -> hopeless(fault.noBluetooth(answer.firmware()), now);
      case GREET, NO_ECHO, VERSION, RESTART -> failed(fault.silent(garbage > 0), now);
    }
  }

  private void version(long now) {
    if (answer.firmware().isEmpty()) {
      failures++;
      if (failures < MAX_FAILURES) {
        later(Step.GREET, SETTLING, now);
      } else {
        hopeless(fault.otherFirmware(answer.first()), now);
      }
    } else {
      begin(Step.ROLE, now);
    }
  }

  private void role(long now) {
    switch (answer.role()) {
      case 0 -> begin(Step.INIT, now);
      case 1, 3 -> begin(Step.STOP, now);
      // One who advertises can become one who scans by a restart alone (section "AT+BLEINIT").
      default -> begin(Step.RESTART, now);
    }
  }

  private void scanBegun(long now) {
    if (quietEnd) {
      windowDone();
    }
    scanning = true;
    deadline = OptionalLong.of(now + window.plus(TOLERANCE.multipliedBy(2)).toNanos());
  }

  /** Some versions say it more than once; what is left of the window before is passed over. */
  private void scanDone(long now) {
    long early = window.minus(TOLERANCE).toNanos();
    long begun = deadline.orElse(now) - window.plus(TOLERANCE.multipliedBy(2)).toNanos();
    if (!scanning || now - begun < early) {
      return;
    }
    windowDone();
    nextWindow(now);
  }

  private void nextWindow(long now) {
    if (lastHeard.isPresent() && now - lastHeard.getAsLong() >= SILENCE.toNanos()) {
      lastHeard = OptionalLong.empty();
      begin(Step.RESTART, now);
    } else {
      begin(Step.SCAN, now);
    }
  }

  private void windowDone() {
    quietEnd = false;
    failures = 0;
    garbage = 0;
    acts.add(new Act.Listening());
  }

  private void restarted(long now) {
    boolean expected = step == Step.RESTART;
    quietEnd = false;
    if (!expected) {
      failures++;
      if (failures >= MAX_FAILURES) {
        acts.add(new Act.Deaf(fault.restarts()));
      }
    }
    later(Step.GREET, SETTLING, now);
  }

  private void other(AtLine.Other line) {
    if (line.isGarbage()) {
      garbage++;
    } else {
      answer.add(line.text());
    }
  }

  /** Tries the whole again, and after some failures another port, as it were. */
  private void failed(SensorException why, long now) {
    failures++;
    if (failures < MAX_FAILURES) {
      later(Step.GREET, SETTLING, now);
      return;
    }
    deadline = OptionalLong.empty();
    due = OptionalLong.empty();
    acts.add(new Act.Deaf(why));
    acts.add(new Act.Reopen());
  }

  /** Somebody must do something about it; it is looked at again all the same. */
  private void hopeless(SensorException why, long now) {
    acts.add(new Act.Deaf(why));
    later(Step.GREET, MUCH_LATER, now);
  }

  private void begin(Step next, long now) {
    if (step != next) {
      busy = 0;
    }
    step = next;
    scanning = false;
    answer.begin(next);
    due = OptionalLong.empty();
    deadline = OptionalLong.of(now + next.patience().toNanos());
    acts.add(new Act.Send(next.command() + argument(next)));
  }

  private String argument(Step next) {
    return switch (next) {
      case PARAMETERS -> parameters;
      case SCAN -> Long.toString(window.toSeconds());
      default -> "";
    };
  }

  private void later(Step next, Duration pause, long now) {
    if (step != next) {
      busy = 0;
    }
    step = next;
    scanning = false;
    deadline = OptionalLong.empty();
    due = OptionalLong.of(now + pause.toNanos());
  }

  private static boolean isPast(OptionalLong time, long now) {
    return time.isPresent() && now - time.getAsLong() >= 0;
  }

  private List<Act> taken() {
    List<Act> all = acts;
    acts = new ArrayList<>();
    return all;
  }
}
