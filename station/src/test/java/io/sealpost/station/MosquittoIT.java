package io.sealpost.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.Mosquitto;
import io.sealpost.station.testing.RealCli;
import io.sealpost.station.testing.TestSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The station's commands through a real broker and the real link. */
@Timeout(90)
class MosquittoIT {
  @TempDir private Path folder = Path.of("");

  private final List<AutoCloseable> closed = new ArrayList<>();
  private URI url = URI.create("mqtt://not-started");

  @BeforeEach
  void start() throws Exception {
    Mosquitto broker = Mosquitto.start(folder);
    closed.add(broker);
    url = broker.url();
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = closed.size() - 1; i >= 0; i--) {
      closed.get(i).close();
    }
  }

  @Test
  void whatWasShownIsNotShownByTheNextRunHoweverOftenItIsPlayedBack() throws Exception {
    FakeDevice device = site(Format.COSE_1);
    run("watch", "--seconds", "2");
    MqttLink link = connect(new Answering(device, message -> {}));
    for (int round = 0; round < 2; round++) {
      for (int sequence = 0; sequence < 100; sequence++) {
        publish(link, device.topic("temperature"), device.temperature(5, sequence, 20), false);
      }
    }

    Cli.Result first = run("watch", "--count", "70", "--seconds", "30");
    Cli.Result second = run("watch", "--seconds", "5");

    assertEquals(70, first.out().lines().count(), first.err());
    assertEquals(30, second.out().lines().count(), second.err());
    assertTrue(
        second.err().contains("30 readings, 100 duplicates left out, 0 missing"), second.err());
  }

  @Test
  void readingsThatCameWhileNobodyWatchedAreShownAfterwards() throws Exception {
    FakeDevice device = site(Format.COSE_1);
    Cli.Result first = run("watch", "--seconds", "2");
    assertEquals(0, first.exitCode(), first.err());
    MqttLink link = connect(new Answering(device, message -> {}));
    for (int sequence : new int[] {0, 1, 1, 4}) {
      publish(link, device.topic("temperature"), device.temperature(5, sequence, 20), false);
    }

    Cli.Result second = run("watch", "--count", "3", "--seconds", "30");

    assertEquals(0, second.exitCode(), second.err());
    assertEquals(3, second.out().lines().count(), second.out());
    assertTrue(second.err().contains("GAP: rpi-07/temperature: 2 missing"), second.err());
    assertTrue(second.err().contains("1 duplicates left out"), second.err());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aCommandReachesTheDeviceAndItsAnswerComesBack(Format format) throws Exception {
    FakeDevice device = site(format);
    CountDownLatch obeyed = new CountDownLatch(1);
    Answering answering = new Answering(device, message -> obeyed.countDown());
    MqttLink link = connect(answering);
    answering.link = Optional.of(link);
    publish(link, device.topic("status"), ascii("online"), true);
    publish(link, device.topic("hello"), device.hello(0, hello()), true);

    Cli.Result set = run("set", "rpi-07", "temperature", "--every", "10s");

    assertEquals(0, set.exitCode(), set.err());
    assertEquals("rpi-07/temperature: every 10s\n", set.out());
    assertTrue(obeyed.await(1, TimeUnit.SECONDS));
    Cli.Result devices = run("devices", "--wait", "20s");
    assertTrue(devices.out().startsWith("rpi-07 \"Küche\": online\n"), devices.out());
    assertTrue(devices.out().contains("(ALARM: every 10s was asked for)"), devices.out());
  }

  @ParameterizedTest
  @CsvSource({
    "true, station-watch, watch --seconds 1",
    "false, station-devices, devices --wait 1s",
    "false, station-set, set rpi-07 temperature --every 10s --timeout 1s"
  })
  void onlyWatchLeavesASessionAtTheBroker(boolean left, String clientId, String command)
      throws Exception {
    Answering client = new Answering(site(Format.COSE_1), message -> {});

    run(command.split(" ", -1));

    connect(client, clientId);
    assertEquals(left, client.sessionPresent);
  }

  @Test
  void aDeviceThatIsSilentIsAnAlarmAfterTheTimeout() throws Exception {
    FakeDevice device = site(Format.COSE_1);
    MqttLink link = connect(new Answering(device, message -> {}));
    publish(link, device.topic("status"), ascii("offline"), true);
    publish(link, device.topic("hello"), device.hello(0, hello()), true);

    Cli.Result set = run("set", "rpi-07", "temperature", "--every", "10s", "--timeout", "2s");

    assertEquals(3, set.exitCode(), set.out());
    assertTrue(set.err().contains("its status is offline"), set.err());
  }

  private FakeDevice site(Format format) throws Exception {
    FakeDevice device = new FakeDevice("rpi-07", format, new FakeTime());
    TestSite.with(folder, device);
    Files.writeString(
        folder.resolve("station.toml"),
        "[broker]\nurl = \"" + url + "\"\nallow-plaintext = true\n");
    return device;
  }

  private Cli.Result run(String... arguments) {
    return RealCli.run(folder, arguments);
  }

  private MqttLink connect(Answering device) throws Exception {
    return connect(device, "rpi-07");
  }

  private MqttLink connect(Answering device, String clientId) throws Exception {
    MqttLink link =
        PahoLink.create(
            new LinkOptions(
                url,
                true,
                clientId,
                Optional.empty(),
                Security.Certificates.trusting(Optional.empty()),
                Optional.empty(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20)));
    closed.add(link);
    link.subscribe(device.device.topic("control"));
    link.open(device);
    assertTrue(device.connected.await(20, TimeUnit.SECONDS), "the device did not connect");
    return link;
  }

  private static void publish(MqttLink link, String topic, byte[] payload, boolean retained)
      throws Exception {
    link.publish(new OutgoingMessage(topic, payload, retained)).get(20, TimeUnit.SECONDS);
  }

  private static Hello hello() {
    return FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofHours(2), Instant.now());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A device that obeys whatever it is sent, once it has a link to answer on. */
  private static final class Answering implements LinkListener {
    private final FakeDevice device;
    private final Consumer<Opened> obeyed;
    private final CountDownLatch connected = new CountDownLatch(1);
    private volatile Optional<MqttLink> link = Optional.empty();
    // Written by the link's thread before the latch opens, read after it by the test.
    private volatile boolean sessionPresent;

    private Answering(FakeDevice device, Consumer<Opened> obeyed) {
      this.device = device;
      this.obeyed = obeyed;
    }

    @Override
    public void onState(LinkState state) {
      if (state instanceof LinkState.Connected accepted) {
        sessionPresent = accepted.sessionPresent();
        connected.countDown();
      }
    }

    @Override
    public void onMessage(IncomingMessage message) {
      try {
        Opened command = device.open(FakeDevice.BOOT, message.payload());
        obeyed.accept(command);
        byte[] answer = device.answer(command, Answer.Status.OK, Duration.ofSeconds(10));
        link.ifPresent(
            present -> {
              var unused =
                  present.publish(new OutgoingMessage(device.topic("control/ack"), answer, false));
            });
      } catch (RefusedException e) {
        throw new AssertionError("the device cannot open the command: " + e.reason(), e);
      }
    }
  }
}
