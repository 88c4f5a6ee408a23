package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Terms;
import io.sealpost.station.progress.Progress;
import io.sealpost.station.progress.ProgressLine;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.StationStore;
import java.time.Duration;
import java.util.Map;

/**
 * The same command to one device or several, and the telling of what came of it.
 *
 * @param environment that it works on
 * @param options of its command line
 * @param command its name
 * @param wording how it is told
 */
record Inquiry(Environment environment, AskOptions options, String command, Wording wording) {
  /** How long devices are waited for. */
  static final Duration USUAL = Duration.ofSeconds(30);

  /** What to do when a device will never obey. */
  interface Refused {
    /** Nothing. */
    Refused IGNORED = (store, device) -> {};

    void by(StationStore store, DeviceId device) throws StationException;
  }

  /**
   * @param usual how long devices are waited for if the command line does not say
   */
  ExitCode run(Duration usual, Asking.Errands errands, Refused refused) throws StationException {
    Site site = options.site(environment);
    Targets targets = options.targets(site);
    return run(site, targets, options.terms(targets, usual), errands, refused);
  }

  ExitCode run(Site site, Targets targets, Terms terms, Asking.Errands errands, Refused refused)
      throws StationException {
    StationStore store = new StationStore(site.state());
    Map<DeviceId, Outcome> outcomes;
    try (Progress progress = progress(environment, command, targets)) {
      outcomes =
          new Asking(environment, command, site, store, terms)
              .run(targets.devices(), errands, progress);
    }
    Reports reports = new Reports(environment, options.json());
    for (Map.Entry<DeviceId, Outcome> entry : outcomes.entrySet()) {
      OutcomeReport report =
          OutcomeReport.of(wording, entry.getKey(), terms.timeout(), entry.getValue());
      if (report.pointless()) {
        refused.by(store, entry.getKey());
      }
      if (!targets.several()) {
        return reports.alone(report);
      }
      reports.add(report, wording.tellsSomething());
    }
    return reports.sum();
  }

  /** A bar where somebody sees it and there is something to wait for. */
  static Progress progress(Environment environment, String command, Targets targets) {
    return targets.several() && environment.terminal().errors()
        ? new ProgressLine(environment.err(), command, targets.devices().size())
        : Progress.NONE;
  }
}
