package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Eavesdropper.Heard;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may read and write everything at the broker, and has no key. */
final class EavesdropperIT {
  private static final String VICTIM = "rpi-07";
  private static final String OTHER = "rpi-08";
  private static final String CONTROL = "sealpost/" + VICTIM + "/control";
  private static final String ACK = CONTROL + "/ack";
  private static final String OTHER_CONTROL = "sealpost/" + OTHER + "/control";
  private static final Person EVE = new Person("eve", Rights.EVERYTHING);
  private static final List<Person> PEOPLE =
      List.of(
          new Person(VICTIM, Rights.DEVICE),
          new Person(OTHER, Rights.DEVICE),
          new Person("station", Rights.STATION),
          EVE);

  /** What stands in readings, hellos, commands and answers, as CBOR text or otherwise. */
  private static final List<String> TELLTALES =
      List.of(
          "cCel",
          "\"Cel\"",
          "Küche",
          "simulated",
          "phone",
          "tablet",
          "laptop",
          "02:00:00:00:00",
          "temperature",
          "devices",
          "interval",
          "sealpost 0",
          "rpi-07",
          "epoch",
          "uptime");

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private Eavesdropper eve;
  private Child watch;
  private Path config;
  private Child victim;

  @BeforeEach
  void startEverything() throws Exception {
    site = Site.create(folder, PEOPLE);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    site.drawKey(VICTIM);
    site.drawKey(OTHER);
    config = site.configure(VICTIM, "Küche Nord", broker.port(), "200ms");
    eve = Eavesdropper.connect(broker.port(), site.authority(), EVE).listen("#");
    watch = site.watch();
    victim = Site.agent(config);
    awaitReading(VICTIM, 0);
  }

  @AfterEach
  void stopEverything() throws MqttException {
    victim.close();
    watch.close();
    eve.close();
    broker.close();
  }

  @Test
  void noByteOfAReadingCommandOrAnswerIsReadable() throws Exception {
    set("temperature", "300ms");
    awaitHealth(VICTIM, 0, "\"refused\":0");
    List<Heard> sealed =
        eve.heard().all().stream().filter(heard -> !heard.topic().endsWith("/status")).toList();
    assertTrue(sealed.size() > 10, () -> "only " + sealed.size() + " messages heard");
    KeyHolder holder = KeyHolder.of(site.folder(VICTIM).resolve("psk"), VICTIM);
    for (Heard heard : sealed) {
      byte[] plaintext = holder.open(heard);
      assertTrue(plaintext.length >= KeyHolder.RUN, heard::toString);
      assertFalse(KeyHolder.shareARun(plaintext, heard.payload()), heard::toString);
      String raw = new String(heard.payload(), StandardCharsets.UTF_8);
      assertTrue(TELLTALES.stream().noneMatch(raw::contains), heard::toString);
    }
    assertEquals(
        Set.of("control/ack", "control", "devices", "health", "hello", "temperature"),
        sealed.stream()
            .map(heard -> heard.topic().substring(("sealpost/" + VICTIM + "/").length()))
            .collect(Collectors.toSet()));
  }

  @Test
  void commandPlayedAgainIsAnsweredAgainAndHasNoSecondEffect() throws Exception {
    set("temperature", "300ms");
    byte[] first = lastCommand();
    set("temperature", "400ms");
    byte[] second = lastCommand();
    int answers = eve.heardOn(ACK).size();
    eve.publish(CONTROL, first, false);
    eve.publish(CONTROL, second, false);
    eve.publish(CONTROL, first, false);
    awaitAnswers(answers + 3);
    assertRates("\"temperature\":0.4");
    assertEquals(3, obeyed(), victim::toString);
  }

  @Test
  void commandChangedInAnyBitIsDroppedAndCounted() throws Exception {
    set("temperature", "300ms");
    byte[] command = lastCommand();
    set("temperature", "400ms");
    int answers = eve.heardOn(ACK).size();
    int bits = command.length * Byte.SIZE;
    for (int bit = 0; bit < bits; bit++) {
      byte[] changed = command.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      eve.publish(CONTROL, changed, false);
    }
    awaitHealth(VICTIM, watch.out().size(), "\"refused\":" + bits + ",");
    assertEquals(answers, eve.heardOn(ACK).size(), "answers");
    assertRates("\"temperature\":0.4");
  }

  @Test
  void commandForAnotherDeviceIsDroppedAndCounted() throws Exception {
    set("temperature", "300ms");
    try (Child other = Site.agent(site.configure(OTHER, "Bad", broker.port(), "500ms"))) {
      awaitReading(OTHER, 0);
      eve.publish(OTHER_CONTROL, lastCommand(), false);
      awaitHealth(OTHER, 0, "\"refused\":1");
      assertEquals(List.of(), eve.heardOn(OTHER_CONTROL + "/ack"));
      String rates = site.set(OTHER, "devices", "600ms").text();
      assertTrue(rates.contains("\"temperature\":0.5"), rates);
      RoundTrip.assertNoTrouble(other);
    }
  }

  @Test
  void commandOfAnEarlierBootDoesNothingRetainedOrNot() throws Exception {
    set("temperature", "300ms");
    byte[] command = lastCommand();
    set("temperature", "400ms");
    victim.terminate();
    int seen = watch.out().size();
    int answers = eve.heardOn(ACK).size();
    eve.publish(CONTROL, command, true);
    victim = Site.agent(config);
    // Once from the session that waited, without RETAIN, and once on subscribing, with it.
    awaitHealth(VICTIM, seen, pair("epoch", 2), "\"refused\":2");
    eve.publish(CONTROL, new byte[0], true);
    eve.publish(CONTROL, command, false);
    awaitHealth(VICTIM, seen, pair("epoch", 2), "\"refused\":4");
    assertEquals(answers, eve.heardOn(ACK).size(), "answers");
    assertRates("\"temperature\":0.4");
    assertTrue(
        victim.out().all().stream().anyMatch(line -> line.contains("RETAINED")), victim::toString);
  }

  private void set(String stream, String every) {
    Child.Finished set = site.set(VICTIM, stream, every);
    assertEquals(0, set.code(), () -> set.text() + set.err());
  }

  /** The answer to a command about something else tells all rates in force. */
  private void assertRates(String expected) {
    Child.Finished set = site.set(VICTIM, "devices", "1s");
    assertTrue(set.text().contains(expected), set::text);
    RoundTrip.assertNoTrouble(victim);
  }

  private long obeyed() {
    return victim.out().all().stream()
        .filter(line -> line.contains("command ") && line.endsWith(": set ok"))
        .count();
  }

  private byte[] lastCommand() {
    List<Heard> commands = eve.heardOn(CONTROL);
    return commands.get(commands.size() - 1).payload();
  }

  private void awaitAnswers(int count) {
    eve.heard().await("answer " + count, heard -> eve.heardOn(ACK).size() >= count, PATIENCE);
  }

  private void awaitReading(String device, int from) {
    watch
        .out()
        .await(
            "reading of " + device,
            from,
            Events.of("reading", pair("device", device), pair("stream", "temperature")),
            PATIENCE);
  }

  private void awaitHealth(String device, int from, String... parts) {
    watch
        .out()
        .await(
            "health of " + device + " with " + String.join(" ", parts),
            from,
            Events.of("reading", pair("device", device), pair("stream", "health"))
                .and(line -> List.of(parts).stream().allMatch(line::contains)),
            PATIENCE);
  }
}
