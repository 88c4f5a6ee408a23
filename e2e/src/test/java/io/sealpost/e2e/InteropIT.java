package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Eavesdropper.Heard;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Subscriber;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of docs/interop, which share no code with us, read what the agent seals. */
final class InteropIT {
  private static final String DEVICE = "rpi-07";
  private static final String BASE = "sealpost/" + DEVICE + "/";
  private static final int MESSAGES = 12;
  private static final Person EVE = new Person("eve", Rights.EVERYTHING);
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("reader", Rights.STATION), EVE);
  private static final Person READER = PEOPLE.get(1);

  @TempDir private Path folder;

  @Test
  void readerOfSixtyLinesOpensReadingsAndRefusesAlteredOnes() throws Exception {
    Site site = Site.create(folder, PEOPLE);
    site.drawKey(DEVICE);
    Path key = site.folder(DEVICE).resolve("psk");
    Subscriber reader = new Subscriber(folder.resolve("reader"), "read.py", key);
    try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
        Eavesdropper eve = listening(broker, site, "+");
        Child agent = Site.agent(site.configure(DEVICE, "Küche", broker.port(), "200ms"))) {
      List<String> topics = List.of(BASE + "temperature", BASE + "devices", BASE + "health");
      Child.Finished shown = reader.listen(site, broker.port(), READER, MESSAGES, "%t %x", topics);
      assertEquals(0, shown.code(), shown::err);
      assertTrue(shown.text().contains("\"name\": \"devices/0/name\""), shown::text);
      assertTrue(shown.text().contains("\"name\": \"health/uptime\""), shown::text);
      Set<String> seen = temperatures(shown.text());
      assertTrue(seen.size() > 3, shown::text);
      assertTrue(truth(eve, key).containsAll(seen), () -> seen + " but " + truth(eve, key));
      refusesWhatWasAltered(reader, eve);
      RoundTrip.assertNoTrouble(agent);
    }
  }

  private static Eavesdropper listening(Mosquitto broker, Site site, String channel)
      throws Exception {
    return Eavesdropper.connect(broker.port(), site.authority(), EVE).listen(BASE + channel);
  }

  /** Sequence and degrees of each temperature that was shown. */
  private static Set<String> temperatures(String shown) {
    Pattern line =
        Pattern.compile(
            "\"sequence\": (\\d+), \"name\": \"temperature\", \"unit\": \"Cel\", \"value\": (\\S+),");
    Set<String> seen = new TreeSet<>();
    Matcher matcher = line.matcher(shown);
    while (matcher.find()) {
      seen.add(matcher.group(1) + " " + Double.parseDouble(matcher.group(2)));
    }
    return seen;
  }

  /** The same by our own code. */
  private static Set<String> truth(Eavesdropper eve, Path key) {
    Set<String> readings = new TreeSet<>();
    try {
      KeyHolder holder = KeyHolder.of(key, DEVICE);
      StreamName stream = new StreamName("temperature");
      List<Heard> heard = eve.heardOn(BASE + stream);
      for (int sequence = 0; sequence < heard.size(); sequence++) {
        byte[] plaintext = holder.open(heard.get(sequence));
        for (Reading reading : new CborCodec().readings(stream, plaintext, Instant.EPOCH)) {
          readings.add(sequence + " " + ((Reading.Temperature) reading).celsius());
        }
      }
    } catch (Exception e) {
      throw new AssertionError("what the agent sent does not open", e);
    }
    return readings;
  }

  private static void refusesWhatWasAltered(Subscriber reader, Eavesdropper eve) {
    byte[] message = eve.heardOn(BASE + "temperature").get(0).payload();
    HexFormat hex = HexFormat.of();
    List<String> lines = new ArrayList<>();
    for (int bit = 0; bit < message.length * Byte.SIZE; bit++) {
      byte[] changed = message.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      lines.add(BASE + "temperature " + hex.formatHex(changed));
    }
    for (int length = 0; length < message.length; length++) {
      lines.add(BASE + "temperature " + hex.formatHex(message, 0, length));
    }
    lines.add(BASE + "temperature " + hex.formatHex(message) + "00");
    lines.add(BASE + "devices " + hex.formatHex(message));
    lines.add("sealpost/rpi-08/temperature " + hex.formatHex(message));
    assertRefused(reader, lines, BASE + "temperature " + hex.formatHex(message), 1);
  }

  /**
   * Nothing of the altered ones is shown, and what nobody altered still is.
   *
   * @param times how often, if it comes twice
   */
  private static void assertRefused(
      Subscriber reader, List<String> altered, String untouched, int times) {
    List<String> lines = new ArrayList<>(altered);
    lines.addAll(List.of(untouched, untouched));
    Child.Finished finished = reader.read(lines);
    assertEquals(1, finished.code(), finished::err);
    assertEquals(altered.size(), finished.err().lines().count(), "refused");
    assertTrue(finished.err().lines().allMatch(line -> line.startsWith("refused: ")));
    assertEquals(times, finished.text().lines().count(), finished::text);
  }

  @Test
  void subscriberThatExistsAlreadyReadsFernetAndRefusesAlteredTokens() throws Exception {
    Site site = Site.create(folder, PEOPLE);
    Path key = fernetKey(site);
    Path config =
        site.device(DEVICE, 0)
            .set("seal", "format", "fernet")
            .sensor("simulated-temperature", "temperature", "200ms")
            .sensor("simulated-presence", "devices", "200ms")
            .write();
    Subscriber reader = new Subscriber(folder.resolve("reader"), "fernet_subscriber.py", key);
    try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
        Eavesdropper eve = listening(broker, site, "temperature")) {
      String toml = Files.readString(config).replace("localhost:0", "localhost:" + broker.port());
      try (Child agent = Site.agent(Files.writeString(config, toml))) {
        List<String> topics = List.of(BASE + "temperature", BASE + "devices");
        Child.Finished shown =
            reader.listen(site, broker.port(), READER, MESSAGES, "%t %p", topics);
        assertEquals(0, shown.code(), shown::err);
        assertTrue(shown.text().lines().anyMatch(InteropIT::isTemperature), shown::text);
        assertTrue(shown.text().lines().anyMatch(InteropIT::isPresence), shown::text);
        assertEquals(MESSAGES, shown.text().lines().count(), shown::text);
        refusesAlteredTokens(reader, eve.heardOn(BASE + "temperature").get(0));
        RoundTrip.assertNoTrouble(agent);
      }
    }
  }

  private static Path fernetKey(Site site) throws IOException {
    byte[] drawn = new byte[32];
    new SecureRandom().nextBytes(drawn);
    Path file = site.folder(DEVICE).resolve("psk");
    Site.secret(file, Base64.getUrlEncoder().encodeToString(drawn));
    return file;
  }

  private static boolean isTemperature(String line) {
    return line.matches(
        "-?[0-9.]+ degrees \\{\"temperature\": -?[0-9.]+, \"timestamp\": .*\"simulated\": true}");
  }

  private static boolean isPresence(String line) {
    return line.matches("here: .* \\[\\{(\"name\": .*\"mac\": .*)?\"simulated\": true}]");
  }

  private static void refusesAlteredTokens(Subscriber reader, Heard heard) {
    String token = new String(heard.payload(), StandardCharsets.US_ASCII);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < token.length(); i++) {
      for (char other : new char[] {'A', 'B', '_', '.', '+'}) {
        if (token.charAt(i) != other) {
          lines.add(BASE + "temperature " + token.substring(0, i) + other + token.substring(i + 1));
        }
      }
      lines.add(BASE + "temperature " + token.substring(0, i));
    }
    // A token has no sequence: one that comes twice is shown twice.
    assertRefused(reader, lines, BASE + "temperature " + token, 2);
  }
}
