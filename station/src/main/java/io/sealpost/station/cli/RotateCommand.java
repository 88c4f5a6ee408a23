package io.sealpost.station.cli;

import io.sealpost.crypto.Rotation;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Terms;
import io.sealpost.station.progress.Progress;
import io.sealpost.station.rotation.RotationErrand;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.StationStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sealpost rotate}: gives devices other keys. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    header = "Gives devices other keys, without a visit.",
    description =
        "Draws each device its next key, sends it wrapped so that who recorded the conversation and "
            + "learns the old key later cannot unwrap it, and waits until the device obeys no other. "
            + "What was sealed under the old key opens for as long as [keys] keep-old says. Whatever "
            + "is cut on the way leaves a key that both sides have: run it again and it goes on where "
            + "it was. Who holds the old key NOW and is between station and device can follow: after "
            + "a theft carry a new key to the device.",
    footer = {
      "",
      "Examples:",
      "  sealpost rotate rpi-07",
      "  sealpost rotate 'kitchen-*' --timeout 2m --json"
    })
final class RotateCommand implements Callable<Integer> {
  @Mixin private AskOptions options = new AskOptions();

  private final Environment environment;

  RotateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Site site = options.site(environment);
    Targets targets = options.targets(site);
    Terms terms = options.terms(targets, Inquiry.USUAL);
    Map<DeviceId, CarefulErrand> errands = new HashMap<>();
    RingAccess access = RingAccess.of(site, environment);
    Rotation rotation = new Rotation(environment.primitives().get());
    Map<DeviceId, Outcome> outcomes;
    try (Progress progress = Inquiry.progress(environment, "rotate", targets)) {
      outcomes =
          new Asking(environment, "rotate", site, new StationStore(site.state()), terms)
              .run(
                  targets.devices(),
                  device -> errands.computeIfAbsent(device, id -> errand(id, rotation, access)),
                  progress);
    }
    return report(targets, terms, outcomes, errands);
  }

  private static CarefulErrand errand(DeviceId device, Rotation rotation, RingAccess access) {
    return new CarefulErrand(
        new RotationErrand(device, rotation, access.sealing(), access.line(device)));
  }

  private int report(
      Targets targets,
      Terms terms,
      Map<DeviceId, Outcome> outcomes,
      Map<DeviceId, CarefulErrand> errands)
      throws StationException {
    Reports reports = new Reports(environment, options.json());
    for (Map.Entry<DeviceId, Outcome> entry : outcomes.entrySet()) {
      CarefulErrand errand = errands.get(entry.getKey());
      OutcomeReport report =
          errand == null
              ? OutcomeReport.of(
                  new RotateWording(0, false), entry.getKey(), terms.timeout(), entry.getValue())
              : errand.report(entry.getKey(), terms.timeout(), entry.getValue());
      if (!targets.several()) {
        if (errand != null) {
          errand.rethrow();
        }
        return reports.alone(report).code();
      }
      reports.add(report, false);
    }
    return reports.sum().code();
  }
}
