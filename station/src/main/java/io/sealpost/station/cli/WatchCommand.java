package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.inbox.IndexedReadings;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.EventView;
import io.sealpost.station.view.JsonEventView;
import io.sealpost.station.view.Printable;
import io.sealpost.station.view.TextEventView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sealpost watch}: readings as they come. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    header = "Shows readings as they come.",
    description =
        "Shows the devices' readings as they come, opened and checked, one line each on standard "
            + "output. Gaps, refused messages, hellos and alarms go to standard error; with --json "
            + "everything is one JSON object a line on standard output. Ends with exit code 0 on Ctrl-C. "
            + "Each reading is shown once, also from run to run, and none is lost while nothing runs. "
            + "A device that says hello and is not as \"set\" and \"apply\" asked for is told so.",
    footer = {
      "",
      "Examples:",
      "  sealpost watch",
      "  sealpost watch --device 'kitchen-*' --stream temperature --json",
      "  sealpost watch --count 1 --seconds 30"
    })
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption siteOption = new SiteOption();

  @Option(
      names = "--device",
      paramLabel = "GLOB",
      description = "Only these devices; * and ? as in file names. May be repeated.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--stream",
      paramLabel = "GLOB",
      description = "Only readings of these streams. May be repeated.")
  private List<String> streams = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where to keep what was shown already (default: state in the site's folder).")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--no-commands",
      description = "Only watch: do not bring devices what \"set\" and \"apply\" asked for.")
  private boolean silent;

  @Option(names = "--json", description = "For programs: one JSON object a line.")
  private boolean json;

  @Option(names = "--count", paramLabel = "N", description = "End after so many readings.")
  private long count = Long.MAX_VALUE;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so many seconds; exit code 69 if the broker was never reached.")
  private long seconds = Integer.MAX_VALUE;

  private final Environment environment;

  WatchCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    if (count < 1 || seconds < 1 || seconds > Integer.MAX_VALUE) {
      throw new ParameterException(
          spec.commandLine(),
          "--count must be at least 1, --seconds must be 1 to " + Integer.MAX_VALUE);
    }
    Site site = siteOption.site(environment);
    BrokerConfig broker = site.broker();
    Filter filter = Filter.ofGlobs(devices, streams);
    Mailbox mailbox = environment.mailboxes().get();
    StationStore store = new StationStore(site.state());
    EventView view = view();
    try (Desks desks = Desks.open(RingAccess.of(site, environment), filter);
        Deliveries deliveries = deliveries(site, broker, filter, store, view);
        ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), "watch");
        ReadingIndex index = ReadingIndex.open(indexFile(site, slot));
        BrokerSession session =
            BrokerSession.open(
                environment.links(),
                mailbox,
                broker,
                slot.clientId(),
                filters(broker.topics(), desks))) {
      environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
      IndexedReadings readings = new IndexedReadings(index, filter);
      Inbox inbox = new Inbox(broker.topics(), desks.byDevice(), filter, store, readings);
      WatchLoop.Limits limits = new WatchLoop.Limits(count, deadline());
      WatchLoop loop =
          new WatchLoop(
              session,
              inbox,
              () -> commit(index, inbox),
              deliveries.runner(),
              newcomers(site, filter, desks),
              view,
              environment,
              limits);
      return loop.run(broker.url().toString()).code();
    }
  }

  private Deliveries deliveries(
      Site site, BrokerConfig broker, Filter filter, StationStore store, EventView view)
      throws StationException {
    return silent
        ? Deliveries.NONE
        : Deliveries.open(environment, site, broker.topics(), filter, store, view);
  }

  private Newcomers newcomers(Site site, Filter filter, Desks desks) {
    return new Newcomers(
        site.keys(),
        filter,
        desks.living().keySet(),
        warning -> environment.err().println(Printable.message(warning)),
        environment.time().now().elapsed());
  }

  /** The hellos first: they are part of what is committed. */
  private static void commit(ReadingIndex index, Inbox inbox) throws StationException {
    inbox.keepHellos();
    index.commit();
  }

  /** One for each client of the broker: what one of them was sent the others were sent too. */
  private Path indexFile(Site site, ClientSlot slot) {
    return state.orElseGet(site::state).resolve("index-" + slot.name() + ".db");
  }

  private static List<String> filters(TopicTree topics, Desks desks) {
    List<String> filters = new ArrayList<>();
    for (DeviceId device : desks.living().keySet()) {
      filters.add(topics.ofDevice(device));
    }
    return filters;
  }

  private Duration deadline() {
    return environment.time().now().elapsed().plusSeconds(seconds);
  }

  private EventView view() {
    return json
        ? new JsonEventView(environment.out())
        : new TextEventView(environment.out(), environment.err(), environment.zone());
  }
}
