package io.sealpost.sensors.bluez;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Advertisement;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/** The thread of a scanner: waits for the bus, steps the watch, does what it says. */
final class BluezLoop implements Runnable {
  private static final long TICK_MILLIS = 1000;

  private final Set<MacAddress> phones;
  private final Bus bus;
  private final Paging paging;
  private final Ear ear;
  private final LongSupplier nanoTime;
  private final BluezSession session;
  private final DiscoveryWatch watch;
  private final Pager pager;

  /** From other threads: at most one entry for each phone and one page. */
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

  /** From other threads, until the watch has heard of it. */
  private final AtomicReference<Optional<DutyCycle>> paced =
      new AtomicReference<>(Optional.empty());

  private volatile boolean ended;

  // Owned by the thread.
  private final Queue<WatchEvent> events = new ArrayDeque<>();
  private boolean works;

  BluezLoop(
      BluezSettings settings,
      Set<MacAddress> phones,
      Bus bus,
      Paging paging,
      Ear ear,
      LongSupplier nanoTime) {
    this.phones = phones;
    this.bus = bus;
    this.paging = paging;
    this.ear = ear;
    this.nanoTime = nanoTime;
    this.session = new BluezSession(settings, bus, events::add, this::heard);
    this.watch = new DiscoveryWatch(settings, nanoTime.getAsLong());
    this.pager = new Pager(phones, settings.pageEvery());
  }

  @Override
  public void run() {
    try {
      while (!ended) {
        round();
      }
    } finally {
      bus.close();
      paging.close();
    }
  }

  /** One wait, and all that follows from it. */
  void round() {
    guarded(
        () -> {
          events.add(new WatchEvent.Tick());
          paced.getAndSet(Optional.empty()).map(WatchEvent.Paced::new).ifPresent(events::add);
          drain();
          page();
          bus.await(TICK_MILLIS, session::on);
        });
    guarded(
        () -> {
          for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
            task.run();
          }
          drain();
        });
  }

  /** A part of a round. */
  private interface Part {
    void run() throws IOException;
  }

  private void guarded(Part part) {
    try {
      part.run();
    } catch (IOException e) {
      session.lost(e);
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      // Neither a device in range by what it says, nor a library, may end the scanner or the agent.
      Logger.error(e, "Bluetooth: what came from the bus was passed over");
      session.lost(new IOException(e.toString(), e));
    }
  }

  /** Pages somebody as soon as may be; from any thread. */
  void ask(Collection<MacAddress> addresses) {
    if (inbox.size() <= phones.size()) {
      inbox.add(() -> addresses.forEach(pager::ask));
      bus.wake();
    }
  }

  /** Listens more or less, soon; from any thread. */
  void listen(DutyCycle duty) {
    paced.set(Optional.of(duty));
    bus.wake();
  }

  /** Ends the thread soon; from any thread. */
  void end() {
    ended = true;
    bus.wake();
  }

  private void drain() {
    for (WatchEvent event = events.poll(); event != null; event = events.poll()) {
      for (WatchAction action : watch.step(event, nanoTime.getAsLong())) {
        act(action);
      }
    }
  }

  private void act(WatchAction action) {
    if (action instanceof WatchAction.Do request) {
      session.perform(request.request());
    } else if (action instanceof WatchAction.Listening) {
      works = true;
      ear.listening();
    } else if (action instanceof WatchAction.Warn warning) {
      Logger.warn("Bluetooth: {}", warning.text());
    } else if (action instanceof WatchAction.Deaf deaf) {
      works = false;
      ear.deaf(deaf.why());
    }
  }

  private void heard(Sighting sighting) {
    if (sighting instanceof Sighting.Bluetooth device) {
      if (device.type() == AddressType.RANDOM && phones.contains(device.address())) {
        phones.remove(device.address());
        pager.forget(device.address());
      }
      pager.heard(device.address(), nanoTime.getAsLong());
    }
    ear.heard(sighting);
  }

  private void page() {
    if (works) {
      pager
          .next(nanoTime.getAsLong())
          .ifPresent(address -> paging.page(address, outcome -> paged(address, outcome)));
    }
  }

  private void paged(MacAddress address, Paging.Outcome outcome) {
    inbox.add(
        () -> {
          pager.finished(nanoTime.getAsLong());
          if (outcome == Paging.Outcome.ANSWERED) {
            heard(
                new Sighting.Bluetooth(
                    address,
                    AddressType.PUBLIC,
                    Advertisement.NOTHING,
                    OptionalInt.empty(),
                    Duration.ZERO));
          }
        });
    bus.wake();
  }
}
