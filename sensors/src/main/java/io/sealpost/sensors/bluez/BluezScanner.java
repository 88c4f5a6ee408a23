package io.sealpost.sensors.bluez;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.Scanner;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One Bluetooth adapter of this machine, through BlueZ. Has one thread, which waits for the bus.
 *
 * <p>A phone that does not advertise is known by its fixed address and paged: at a low rate while
 * it is silent, and when it is asked for.
 */
public final class BluezScanner implements Scanner {
  /** How long the thread is waited for, in milliseconds. */
  private static final long LONGEST_END = 500;

  private final BluezSettings settings;

  /** Those that may answer a page; the loop takes out whoever turns out to be of Low Energy. */
  private final Set<MacAddress> phones;

  private final Bus bus;
  private final Paging paging;
  private final LongSupplier nanoTime;

  private @Nullable BluezLoop loop;
  private @Nullable Thread thread;
  private Optional<DutyCycle> duty = Optional.empty();

  /**
   * Prepares it; nothing is opened before {@link #start}.
   *
   * @param persons those who are watched; their fixed Bluetooth addresses are paged
   */
  public BluezScanner(BluezSettings settings, Collection<KnownPerson> persons) {
    this(
        settings,
        persons,
        new DbusLink(settings.bus()),
        new SdpPaging(settings.adapter(), "sdptool"),
        System::nanoTime);
  }

  BluezScanner(
      BluezSettings settings,
      Collection<KnownPerson> persons,
      Bus bus,
      Paging paging,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.phones = ConcurrentHashMap.newKeySet();
    persons.stream().flatMap(BluezScanner::addresses).forEach(phones::add);
    this.bus = bus;
    this.paging = paging;
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return settings.adapter();
  }

  @Override
  public Radio radio() {
    return Radio.BLUETOOTH;
  }

  @Override
  public synchronized void start(Ear ear) {
    if (thread != null) {
      throw new IllegalStateException(settings.adapter() + " was started before");
    }
    loop = new BluezLoop(settings, phones, bus, paging, ear, nanoTime);
    duty.ifPresent(loop::listen);
    thread = new Thread(loop, "bluetooth " + settings.adapter());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void listen(DutyCycle duty) {
    this.duty = Optional.of(duty);
    if (loop != null) {
      loop.listen(duty);
    }
  }

  @Override
  public boolean canAsk(KnownPerson person) {
    return addresses(person).anyMatch(phones::contains);
  }

  @Override
  public synchronized void ask(KnownPerson person) {
    if (loop != null) {
      loop.ask(addresses(person).filter(phones::contains).toList());
    }
  }

  @Override
  public void close() {
    Thread running = end();
    // A page that is under way would outlive the agent.
    paging.close();
    try {
      if (running != null) {
        running.join(LONGEST_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread end() {
    if (loop != null) {
      loop.end();
      loop = null;
    } else if (thread == null) {
      bus.close();
    }
    return thread;
  }

  private static Stream<MacAddress> addresses(KnownPerson person) {
    return person.identities().stream()
        .filter(Identity.Bluetooth.class::isInstance)
        .map(identity -> ((Identity.Bluetooth) identity).address());
  }
}
