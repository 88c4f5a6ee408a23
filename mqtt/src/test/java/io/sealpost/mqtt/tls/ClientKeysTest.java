package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.testing.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeysTest {
  @TempDir private Path folder;
  private ClientCertificate files;
  private BrokerTrust trust;
  private ClientKeys keys;
  private Optional<String> problem = Optional.empty();
  private int loads;
  private int length;

  @BeforeEach
  void start() throws Exception {
    files = new ClientCertificate(folder.resolve("own.pem"), folder.resolve("own.key"));
    trust = new BrokerTrust(new Authorities(Optional.empty()), Optional.empty(), Instant::now);
    keys = new ClientKeys(files, unused -> load(), Instant::now);
    change(files.certificateFile());
    change(files.keyFile());
  }

  @Test
  void filesAreLoadedOnceAsLongAsTheyDoNotChange() throws Exception {
    KeyMaterial first = keys.next();
    keys.accepted(first);
    assertSame(first, keys.next());
    assertFalse(keys.look());
    assertEquals(1, loads);
  }

  @Test
  void eitherFileIsAReasonToLoadBoth() throws Exception {
    KeyMaterial first = keys.next();
    change(files.keyFile());
    assertTrue(keys.look());
    KeyMaterial second = keys.next();
    assertNotSame(first, second);
    keys.accepted(second);
    change(files.certificateFile());
    assertNotSame(second, keys.next(), "looked at before each connect too");
    assertEquals(3, loads);
  }

  @Test
  void pairThatCannotBeUsedIsLoadedOnceAndTheOldOneGoesOn() throws Exception {
    KeyMaterial first = keys.next();
    keys.accepted(first);
    problem = Optional.of("they do not match");
    change(files.keyFile());
    assertFalse(keys.look());
    assertFalse(keys.look());
    assertSame(first, keys.next());
    assertEquals(2, loads);
    problem = Optional.empty();
    change(files.certificateFile());
    assertTrue(keys.look());
    assertNotSame(first, keys.next());
  }

  @Test
  void withoutAnyThatCouldBeUsedTheReasonIsToldUntilThereIsOne() throws Exception {
    problem = Optional.of("the key file k does not exist");
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertEquals(
          "the key file k does not exist", Thrown.message(LinkException.class, keys::next));
      assertEquals(attempt, loads, "tried again, since it may have been a fault of the disk");
    }
    assertFalse(keys.look());
    problem = Optional.empty();
    assertTrue(keys.look(), "worth an attempt at once");
    KeyMaterial first = keys.next();
    assertFalse(keys.refused(first), "there is no other");
    assertSame(first, keys.next());
  }

  @Test
  void refusedOneIsNotTriedAgainUntilTheFilesChange() throws Exception {
    KeyMaterial first = keys.next();
    keys.accepted(first);
    change(files.keyFile());
    KeyMaterial second = keys.next();
    assertTrue(keys.refused(second));
    assertSame(first, keys.next());
    keys.accepted(first);
    assertFalse(keys.look());
    assertSame(first, keys.next());
    change(files.keyFile());
    assertTrue(keys.look());
    assertNotSame(second, keys.next());
  }

  @Test
  void newOneThatCameToNothingGivesWayToTheOldOne() throws Exception {
    KeyMaterial first = keys.next();
    change(files.keyFile());
    KeyMaterial second = keys.next();
    keys.failed();
    assertSame(first, keys.next());
    keys.failed();
    assertSame(second, keys.next());
  }

  private KeyMaterial load() throws LinkException {
    loads++;
    if (problem.isPresent()) {
      throw new LinkException(problem.get());
    }
    return new KeyMaterial(Optional.empty(), trust, EnumSet.allOf(TlsVersion.class));
  }

  /** By length, since the clock of a file system is too coarse for a test. */
  private void change(Path file) throws IOException {
    length++;
    Files.writeString(file, "x".repeat(length));
  }
}
