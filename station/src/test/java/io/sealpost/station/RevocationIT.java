package io.sealpost.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.Mosquitto;
import io.sealpost.station.testing.RealCli;
import io.sealpost.station.testing.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device is revoked at a real broker, whose password file the site's own command changes. */
@Timeout(90)
class RevocationIT {
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder = Path.of("");

  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, new FakeTime());
  private Mosquitto broker;

  @BeforeEach
  void start() throws Exception {
    Path passwords = Files.createFile(folder.resolve("passwords"));
    for (String user : List.of("station", "rpi-07")) {
      new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), user, PASSWORD)
          .start()
          .waitFor();
    }
    broker = Mosquitto.start(folder, passwords);
    TestSite.with(folder, device);
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path withdraw =
        Files.writeString(
            folder.resolve("withdraw"),
            "#!/bin/sh\nmosquitto_passwd -D %s \"$1\" && kill -HUP %d\n"
                .formatted(passwords, broker.pid()));
    Files.setPosixFilePermissions(withdraw, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        folder.resolve("station.toml"),
        """
        [broker]
        url = "%s"
        allow-plaintext = true
        username = "station"
        password-file = "%s"
        revoke-command = ["%s"]
        """
            .formatted(broker.url(), password, withdraw));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aRevokedDeviceIsOutOfTheBrokerAndLeavesNothingThere() throws Exception {
    Listening agent = new Listening();
    MqttLink link = connect(agent, "rpi-07", "rpi-07");
    assertTrue(agent.state() instanceof LinkState.Connected);
    publish(link, "status", DeviceStatus.ONLINE.payload());
    publish(link, "hello", device.hello(0, hello()));

    Cli.Result revoked = run("revoke", "rpi-07", "--yes");

    assertEquals(0, revoked.exitCode(), revoked.err());
    assertTrue(agent.state() instanceof LinkState.Disconnected, "its connection goes on");
    LinkState next = agent.state();
    assertTrue(
        next instanceof LinkState.Disconnected refused && refused.reason().contains("password"),
        next.toString());
    Listening later = new Listening();
    MqttLink subscriber = connect(later, "later", "station");
    subscriber.subscribe("sealpost/#");
    assertTrue(later.state() instanceof LinkState.Connected);
    publish(subscriber, "end", new byte[] {1});
    later.await("sealpost/rpi-07/end");
    assertEquals(List.of("sealpost/rpi-07/end"), later.topics);
    Cli.Result devices = run("devices", "--wait", "1s");
    assertTrue(devices.err().contains("and which were revoked"), devices.err());
    link.close(Duration.ZERO);
    subscriber.close(Duration.ZERO);
  }

  private void publish(MqttLink link, String channel, byte[] payload) throws Exception {
    link.publish(new OutgoingMessage(device.topic(channel), payload, !channel.equals("end")))
        .get(10, TimeUnit.SECONDS);
  }

  private static Hello hello() {
    return FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
  }

  private OutgoingMessage will() {
    return new OutgoingMessage(device.topic("status"), DeviceStatus.OFFLINE.payload(), true);
  }

  private MqttLink connect(Listening listener, String clientId, String user) throws Exception {
    MqttLink link =
        PahoLink.create(
            new LinkOptions(
                broker.url(),
                true,
                clientId,
                Optional.of(new Credentials(user, PASSWORD::toCharArray)),
                Security.Certificates.trusting(Optional.empty()),
                user.equals("station") ? Optional.empty() : Optional.of(will()),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10)));
    link.open(listener);
    return link;
  }

  private Cli.Result run(String... arguments) {
    return RealCli.run(folder, arguments);
  }

  /** What a client of the broker sees. */
  private static final class Listening implements LinkListener {
    private final List<String> topics = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<LinkState> states = new LinkedBlockingQueue<>();

    @Override
    public void onState(LinkState state) {
      if (!(state instanceof LinkState.Connecting)) {
        states.add(state);
      }
    }

    @Override
    public void onMessage(IncomingMessage message) {
      topics.add(message.topic());
      arrived.add(message.topic());
    }

    private LinkState state() throws InterruptedException {
      return Optional.ofNullable(states.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    private void await(String topic) throws InterruptedException {
      String last = "";
      while (!last.equals(topic)) {
        last = Optional.ofNullable(arrived.poll(20, TimeUnit.SECONDS)).orElseThrow();
      }
    }
  }
}
