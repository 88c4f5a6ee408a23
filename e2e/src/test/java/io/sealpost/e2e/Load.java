package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Proxy;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.TlsHandshake;
import io.sealpost.e2e.rig.Wiretap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An agent that sends twenty readings a second through a proxy that can cut its connection. */
final class Load implements AutoCloseable {
  /** The pause before a reconnect is drawn from 1, 2, 4, 8 and 16 s. */
  private static final Duration RECONNECT = Duration.ofSeconds(45);

  private final String device;
  private final Entrance entrance;
  private final Proxy proxy;
  private final Child agent;

  private Load(String device, Entrance entrance, Proxy proxy, Child agent) {
    this.device = device;
    this.entrance = entrance;
    this.proxy = proxy;
    this.agent = agent;
  }

  static Load start(Site site, String device, Entrance entrance, int brokerPort)
      throws IOException {
    Proxy proxy = Proxy.to(brokerPort);
    Path config =
        entrance
            .device(site, device, proxy.port())
            .sensor("simulated-temperature", "temperature", "100ms")
            .sensor("simulated-presence", "devices", "100ms")
            .write();
    return new Load(device, entrance, proxy, Site.agent(config));
  }

  /** Cuts the connection of that number, counted from 0, with what is in flight. */
  void cut(int number) throws IOException {
    proxy.connections().await("connection " + number, number, tap -> true, PATIENCE).reset();
  }

  /** Waits until the agent told of its connection of that number, counted from 0. */
  String awaitHello(Child watch, int number) {
    return watch
        .out()
        .await(
            "hello of " + device + " on connection " + number,
            Events.of("hello", pair("device", device), "\"connects\":" + (number + 1)),
            RECONNECT);
  }

  /**
   * The first connection was a full handshake and each later one resumed, by both accounts. With a
   * pre-shared key all are full: that costs less than resuming.
   */
  void resumedEveryTime(String hello, int cuts) {
    List<Wiretap> taps = proxy.connections().all();
    assertEquals(cuts + 1, taps.size(), "TCP connections of " + device);
    if (entrance == Entrance.PRE_SHARED_KEY) {
      assertEquals(cuts + 1, Events.number(hello, "handshakes_full"), hello);
      return;
    }
    for (Wiretap tap : taps) {
      assertEquals(
          new TlsHandshake("TLSv1.3", tap != taps.get(0)),
          TlsHandshake.of(tap.fromBroker()),
          "connection " + taps.indexOf(tap) + " of " + device);
    }
    assertEquals(1, Events.number(hello, "handshakes_full"), hello);
    assertEquals(cuts, Events.number(hello, "handshakes_resumed"), hello);
  }

  /** Stops the agent, which first delivers what it still has. */
  void stop() {
    assertEquals(0, agent.terminate().code(), agent::toString);
    RoundTrip.assertNoTrouble(agent);
  }

  @Override
  public void close() throws IOException {
    agent.close();
    proxy.close();
  }
}
