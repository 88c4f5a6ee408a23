package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Eavesdropper.Heard;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.Hello;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real agent and a real broker: a command to restart. */
final class RestartIT {
  private static final String DEVICE = "rpi-07";
  private static final String TOPIC = "sealpost/" + DEVICE + "/";
  private static final Person STATION = new Person("station", Rights.EVERYTHING);
  private static final List<Person> PEOPLE = List.of(new Person(DEVICE, Rights.DEVICE), STATION);

  /** systemd gives each start of a unit one; here for an agent that nobody starts again. */
  private static final Map<String, String> SUPERVISED =
      Map.of("INVOCATION_ID", "0123456789abcdef0123456789abcdef", "SYSTEMD_EXEC_PID", "");

  @TempDir private Path folder;
  private final CborCodec codec = new CborCodec();
  private Site site;
  private Mosquitto broker;
  private Eavesdropper station;
  private Path config;
  private Sealer sealer;
  private Opener opener;

  @BeforeEach
  void startBroker() throws Exception {
    site = Site.create(folder, PEOPLE);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    site.drawKey(DEVICE);
    config = site.configure(DEVICE, "Küche Nord", broker.port(), "200ms");
    station = Eavesdropper.connect(broker.port(), site.authority(), STATION).listen("#");
    Sealing sealing = new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());
    try (SecretBytes key = SecretFile.readKey(site.folder(DEVICE).resolve("psk"), Format.COSE_1)) {
      sealer = sealing.sealer(Format.COSE_1, key, DEVICE, Direction.DOWN);
      opener = sealing.opener(Format.COSE_1, key, DEVICE, Direction.UP, Optional.empty());
    }
  }

  @AfterEach
  void stopBroker() throws Exception {
    sealer.close();
    opener.close();
    station.close();
    broker.close();
  }

  private Heard await(String channel) {
    return station.heard().await(channel, heard -> heard.topic().equals(TOPIC + channel), PATIENCE);
  }

  /** The answer to one command of a boot. */
  private Answer ask(Action action) throws Exception {
    Hello hello =
        codec.hello(opener.open(Context.up(DEVICE, "hello"), await("hello").payload()).plaintext());
    byte[] command =
        sealer.seal(
            Context.down(DEVICE, "control", hello.boot()),
            new Counter(hello.epoch(), 1),
            codec.command(new Command(action, hello.uptime().plus(Duration.ofMinutes(5)))));
    station.publish(TOPIC + "control", command, false);
    return codec.answer(
        opener.open(Context.up(DEVICE, "ack"), await("control/ack").payload()).plaintext());
  }

  @Test
  void endsInOrderAndWithItsOwnCodeAfterItsAnswerHasArrived() throws Exception {
    try (Child agent = Site.agent(config, SUPERVISED)) {
      assertEquals(Status.OK, ask(new Action.Restart()).status());
      assertEquals(75, agent.awaitExit(PATIENCE));
      List<String> log = agent.out().all();
      assertTrue(log.get(log.size() - 1).contains("stopped"), log::toString);
    }
    List<Heard> statuses = station.heardOn(TOPIC + "status");
    assertEquals("offline", text(statuses.get(statuses.size() - 1)));
  }

  private static String text(Heard heard) {
    return new String(heard.payload(), StandardCharsets.UTF_8);
  }

  @Test
  void goesOnWhereNothingStartsItAgain() throws Exception {
    try (Child agent = Site.agent(config, Map.of("INVOCATION_ID", ""))) {
      Answer answer = ask(new Action.Restart());
      assertEquals(Status.UNSUPPORTED, answer.status());
      assertTrue(answer.detail().orElse("").contains("supervised = true"), answer::toString);
      assertTrue(agent.isAlive());
    }
  }
}
