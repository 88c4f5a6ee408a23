package io.sealpost.station.cli;

import io.sealpost.station.ExitCode;
import io.sealpost.station.view.Printable;
import java.util.ArrayList;
import java.util.List;

/** Tells what came of a command, for one device or several. For one thread. */
final class Reports {
  private final Environment environment;
  private final boolean json;
  private final List<OutcomeReport> all = new ArrayList<>();

  Reports(Environment environment, boolean json) {
    this.environment = environment;
    this.json = json;
  }

  /** Tells of a device that was asked alone. */
  ExitCode alone(OutcomeReport report) {
    if (json) {
      environment.out().println(report.json());
    } else {
      lines(report, report.exitCode() != ExitCode.OK);
    }
    return report.exitCode();
  }

  /**
   * Tells of one of several.
   *
   * @param worthALine whether success is told too
   */
  void add(OutcomeReport report, boolean worthALine) {
    all.add(report);
    if (json) {
      environment.out().println(report.json());
    } else if (report.exitCode() != ExitCode.OK) {
      lines(report, true);
    } else if (worthALine || !report.outcome().equals("ok")) {
      lines(report, false);
    }
  }

  /** The sum of several: 0 only if all succeeded. */
  ExitCode sum() {
    long done = words("ok");
    long away = words("offline");
    long pending = words("pending");
    long refused = count(ExitCode.REFUSED);
    StringBuilder sum = new StringBuilder("done " + done + ", refused " + refused);
    sum.append(", no answer ").append(all.size() - done - refused - away - pending);
    sum.append(pending > 0 ? ", pending " + pending : ", offline " + away);
    (json ? environment.err() : environment.out()).println(sum);
    return worst();
  }

  /** How the command ends. */
  ExitCode worst() {
    for (ExitCode code : List.of(ExitCode.UNAVAILABLE, ExitCode.REFUSED, ExitCode.NO_ANSWER)) {
      if (count(code) > 0) {
        return code;
      }
    }
    return ExitCode.OK;
  }

  private void lines(OutcomeReport report, boolean fault) {
    for (String line : report.text().lines().toList()) {
      (fault ? environment.err() : environment.out()).println(Printable.message(line));
    }
  }

  private long count(ExitCode code) {
    return all.stream().filter(report -> report.exitCode() == code).count();
  }

  private long words(String outcome) {
    return all.stream().filter(report -> report.outcome().equals(outcome)).count();
  }
}
