package io.sealpost.e2e;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Claims;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.fault.FaultProxy;
import io.sealpost.e2e.rig.fault.FaultSchedule;
import io.sealpost.e2e.rig.fault.FaultSchedule.Strike;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * An agent behind a wire of its own that is struck, and that is killed, again and again. Its life
 * is owned by one thread; what it claims may be asked by others.
 */
final class Victim implements AutoCloseable {
  /** The pause before a reconnect is at most 60 s, and another fault may meet the next attempt. */
  private static final Duration RECONNECT = Duration.ofMinutes(3);

  private final String device;
  private final FaultProxy proxy;
  private final Path config;
  private final FaultSchedule schedule;

  // Guarded by this.
  private final List<Life> lives = new ArrayList<>();

  private record Life(Child agent, Instant born) {}

  private Victim(String device, FaultProxy proxy, Path config, FaultSchedule schedule) {
    this.device = device;
    this.proxy = proxy;
    this.config = config;
    this.schedule = schedule;
  }

  /** Starts an agent whose key is drawn, with two streams of five readings a second each. */
  static Victim start(Site site, String device, int brokerPort, long seed) throws IOException {
    FaultProxy proxy = FaultProxy.to(brokerPort);
    Path config =
        site.device(device, proxy.port())
            .set("broker", "keep-alive", "5s")
            .set("broker", "connect-timeout", "3s")
            .set("journal", "durability", "200ms")
            .set("journal", "min-free", "0B")
            .set("health", "interval", "5s")
            .set("log", "level", "debug")
            .set("clock", "trust", true)
            .sensor("simulated-temperature", "indoors", "200ms")
            .sensor("simulated-temperature", "outdoors", "200ms")
            .write();
    Victim victim = new Victim(device, proxy, config, new FaultSchedule(new Random(seed)));
    victim.live();
    return victim;
  }

  private synchronized void live() {
    lives.add(new Life(Site.agent(config), Instant.now()));
  }

  private synchronized Child agent() {
    return lives.get(lives.size() - 1).agent();
  }

  /** Suffers so many faults, and a {@code kill -9} after so many of them. */
  void suffer(int faults, int faultsInALife) {
    for (int i = 1; i <= faults; i++) {
      Strike strike = schedule.next();
      proxy.strike(strike.afterBytes(), strike.fault(), RECONNECT);
      if (i % faultsInALife == 0) {
        agent().kill();
        live();
      }
    }
  }

  /** Holds back what it sends, or lets it go on. */
  void hold(boolean held) {
    proxy.hold(held);
  }

  /** What each of its lives said was durable, until now. */
  synchronized List<Claims> claims() {
    Instant now = Instant.now();
    return lives.stream().map(life -> Claims.of(device, life.agent(), life.born(), now)).toList();
  }

  /** Stops it in order. */
  void stop() {
    agent().terminate();
  }

  @Override
  public void close() throws IOException {
    agent().close();
    proxy.close();
  }

  @Override
  public synchronized String toString() {
    return device
        + ", "
        + schedule
        + "\n"
        + lives.stream().map(life -> life.agent().toString()).collect(Collectors.joining("\n"));
  }
}
