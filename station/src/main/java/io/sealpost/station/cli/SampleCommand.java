package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Single;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sealpost sample}: makes devices read now, beside the usual rhythm. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    header = "Makes devices read now, beside the usual rhythm.",
    description =
        "Asks devices to read streams now, and waits for their sealed answers. The readings come as "
            + "all others do: look with \"sealpost watch\".",
    footer = {
      "",
      "Examples:",
      "  sealpost sample rpi-07",
      "  sealpost sample 'kitchen-*' temperature"
    })
final class SampleCommand implements Callable<Integer> {
  @Mixin private AskOptions options = new AskOptions();

  @Parameters(
      index = "1..*",
      paramLabel = "STREAM",
      description = "Which streams; all if none is named.")
  private List<StreamName> streams = new ArrayList<>();

  private final Environment environment;

  SampleCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Action sample = action();
    Wording wording = answer -> streams.isEmpty() ? "sampled" : "sampled " + names();
    return new Inquiry(environment, options, "sample", wording)
        .run(Inquiry.USUAL, device -> new Single(sample, false), Inquiry.Refused.IGNORED)
        .code();
  }

  private Action action() {
    try {
      return new Action.Sample(new HashSet<>(streams));
    } catch (IllegalArgumentException e) {
      throw options.wrong(e);
    }
  }

  private String names() {
    return streams.stream().map(StreamName::value).collect(Collectors.joining(", "));
  }
}
