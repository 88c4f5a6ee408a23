package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Traces;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.CborWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the keys of a running agent can be found, and where not: its log, arguments, environment,
 * files, heap and whole memory, before and after a rotation.
 */
final class KeyHygieneIT {
  private static final String DEVICE = "rpi-07";
  private static final Person EVE = new Person("eve", Rights.EVERYTHING);
  private static final List<Person> PEOPLE = List.of(new Person(DEVICE, Rights.DEVICE), EVE);

  /** As deploy/sealpost-device: in a small heap the collector moves what lives more often. */
  private static final Map<String, String> HEAP =
      Map.of("JAVA_TOOL_OPTIONS", "-Xms4m -Xmx32m -Xss256k");

  /** Copies that the collector may have moved while a key was in use, and that nobody wipes. */
  private static final int MOVED = 3;

  private static final Primitives PRIMITIVES = new BcPrimitives();

  /** The two files whose purpose is to hold keys. */
  private static final Set<String> KEY_FILES = Set.of("psk", "keys");

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private Eavesdropper client;
  private Child agent;
  private SecretBytes first;
  private final SecretBytes second = SecretBytes.random(new SecureRandom(), 32);

  @BeforeEach
  void start() throws Exception {
    site = Site.create(folder, PEOPLE);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.drawKey(DEVICE);
    first = SecretFile.readKey(site.folder(DEVICE).resolve("psk"), Format.COSE_1);
    Path config =
        site.device(DEVICE, broker.port())
            .set("log", "level", "trace")
            .sensor("simulated-temperature", "temperature", "200ms")
            .sensor("simulated-presence", "devices", "1s")
            .write();
    client = Eavesdropper.connect(broker.port(), site.authority(), EVE).listen("#");
    agent = Site.agent(config, HEAP);
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    client.close();
    broker.close();
  }

  @Test
  void keysAreWhereTheyMustBeAndNowhereElse() throws Exception {
    HandStation station = HandStation.of(client, DEVICE, first);
    look("provisioned", first);
    rotate(station);
    look("rotated", second);
    agent.terminate();
    assertEquals(Map.of(), told(), "log and files after the end");
  }

  private void rotate(HandStation station) throws Exception {
    Answer offered = station.ask(new Rotate.Offer(1), first, first);
    String publicKey = ((Answer.Result.Offer) offered.result()).publicKey();
    int heard = client.heard().size();
    Answer taken = station.ask(station.wrap(publicKey, 1, first, second), first, second);
    assertEquals(Status.OK, taken.status());
    station.awaitHello(second, heard);
    Answer confirmed = station.ask(new Rotate.Confirm(1), second, second);
    assertEquals(Status.OK, confirmed.status());
  }

  private void look(String when, SecretBytes inForce) throws Exception {
    assertEquals(Map.of(), told(), when + ": log, arguments, environment and files");
    Traces sought = keys().of("working key", workingKey(inForce));
    Map<String, Integer> memory = sought.inMemory(agent.pid());
    Map<String, Integer> heap = sought.in(heap(when, false));
    Map<String, Integer> all = sought.in(heap(when + "-all", true));
    Map<String, Integer> collected = sought.inMemory(agent.pid());
    System.out.println("keys " + when + ", memory: " + memory);
    System.out.println("keys " + when + ", heap dump of the living: " + heap);
    System.out.println("keys " + when + ", heap dump of all: " + all);
    System.out.println("keys " + when + ", memory after a full collection: " + collected);
    assertEquals(Set.of("working key, raw"), heap.keySet(), when + ": heap dump of the living");
    assertEquals(Set.of("working key, raw"), all.keySet(), when + ": heap dump of all");
    assertTrue(copies(memory) <= MOVED, () -> when + ": " + memory);
    assertTrue(copies(collected) <= MOVED, () -> when + ", collected: " + collected);
  }

  /** All but those without which nothing could be sealed. */
  private static int copies(Map<String, Integer> found) {
    Map<String, Integer> others = new TreeMap<>(found);
    others.remove("working key, raw");
    return others.values().stream().mapToInt(Integer::intValue).sum();
  }

  private Traces keys() {
    return new Traces()
        .of("provisioned", first.reveal())
        .of("extract of provisioned", extract(first))
        .of("inner pad of provisioned", pad(extract(first), 0x36))
        .of("outer pad of provisioned", pad(extract(first), 0x5C))
        .of("rotated", second.reveal())
        .of("extract of rotated", extract(second))
        .of("inner pad of rotated", pad(extract(second), 0x36))
        .of("outer pad of rotated", pad(extract(second), 0x5C));
  }

  /** What the agent tells the world on its machine. */
  private Map<String, Integer> told() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    found.putAll(keys().in(agent.out().all()));
    found.putAll(keys().in(agent.err().all()));
    if (agent.isAlive()) {
      Path process = Path.of("/proc", Long.toString(agent.pid()));
      found.putAll(keys().in(process.resolve("cmdline")));
      found.putAll(keys().in(process.resolve("environ")));
    }
    try (Stream<Path> files = Files.walk(site.folder(DEVICE))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!KEY_FILES.contains(String.valueOf(file.getFileName()))) {
          found.putAll(keys().in(file));
        }
      }
    }
    return found;
  }

  private Path heap(String name, boolean all) {
    Path dump = folder.resolve(name + ".hprof");
    Stream<String> command =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(agent.pid()),
            "GC.heap_dump",
            all ? "-all" : "",
            dump.toString());
    Child.succeed(command.filter(word -> !word.isEmpty()).toList());
    return dump;
  }

  /** The key that authenticates the uplink; an agent that had it not could not seal. */
  private static byte[] workingKey(SecretBytes psk) {
    byte[] info =
        new CborWriter()
            .array(4)
            .text("sealpost/1")
            .integer(1)
            .text("up mac")
            .text(DEVICE)
            .toByteArray();
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return PRIMITIVES.hmacSha256(SecretBytes.copyOf(extract(psk)), block);
  }

  /** What HKDF makes of a key first (RFC 5869 section 2.2), and is as good as the key. */
  private static byte[] extract(SecretBytes psk) {
    byte[] salt = "sealpost/1".getBytes(StandardCharsets.US_ASCII);
    return PRIMITIVES.hmacSha256(SecretBytes.copyOf(salt), psk.reveal());
  }

  /** As HMAC holds a key while it works (RFC 2104 section 2). */
  private static byte[] pad(byte[] key, int with) {
    byte[] pad = key.clone();
    for (int i = 0; i < pad.length; i++) {
      pad[i] ^= (byte) with;
    }
    return pad;
  }
}
