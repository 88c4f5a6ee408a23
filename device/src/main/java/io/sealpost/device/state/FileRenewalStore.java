package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/**
 * Three files of the state folder, each whole by itself: a line {@code of BASE SINCE}, then PEM:
 * the key, and after it the request or the chain. The link reads the last two as they are.
 */
final class FileRenewalStore implements RenewalStore {
  static final String REQUEST = "certificate-request.pem";
  static final String CANDIDATE = "certificate-new.pem";
  static final String PRESENT = "certificate-renewed.pem";

  private static final String KIND = "certificate";
  private static final String REPAIR = "delete it, and the device asks for another certificate";
  private static final byte[] KEY_END = "-----END PRIVATE KEY-----\n".getBytes(US_ASCII);
  private static final Pattern HEAD = Pattern.compile("of ([0-9a-f]{64}) ([0-9]{15})\n");
  private static final Pattern ASKED =
      Pattern.compile(
          "-----BEGIN CERTIFICATE REQUEST-----(.*)-----END CERTIFICATE REQUEST-----",
          Pattern.DOTALL);

  private final Path folder;
  private final Disk disk;

  FileRenewalStore(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** What one file says, the key left out. */
  private record Part(String base, Instant since, String text) {}

  @Override
  public Kept begin(String base) throws StateException {
    Optional<Part> asked = part(REQUEST, base);
    Optional<Part> came = part(CANDIDATE, base);
    Optional<Part> taken = part(PRESENT, base);
    Optional<IssuedChain> candidate = came.flatMap(part -> chain(CANDIDATE, part));
    Optional<IssuedChain> present = taken.flatMap(part -> chain(PRESENT, part));
    Optional<SigningRequest> request = asked.flatMap(FileRenewalStore::request);
    if (isAnswered(request, candidate) || isAnswered(request, present)) {
      // Killed between the two steps of an answer.
      remove(REQUEST);
      request = Optional.empty();
    }
    Instant since = came.map(Part::since).orElse(Instant.EPOCH);
    return new Kept(request, candidate.map(each -> new Candidate(each, since)), present);
  }

  @Override
  public void ask(String base, NewKey key) throws StateException {
    byte[] begin = head(base, Instant.EPOCH, "-----BEGIN PRIVATE KEY-----\n");
    byte[] encoded = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(key.pkcs8());
    byte[] end = ("\n-----END PRIVATE KEY-----\n" + key.request().pem()).getBytes(US_ASCII);
    byte[] whole = joined(begin, encoded, end);
    try {
      file(REQUEST).write(whole);
    } finally {
      Arrays.fill(whole, (byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  @Override
  public void answer(String base, Candidate candidate) throws StateException {
    byte[] asked =
        file(REQUEST)
            .read()
            .orElseThrow(() -> new StateException(path(REQUEST) + ": is gone; " + REPAIR));
    byte[] key = Arrays.copyOfRange(asked, keyStart(asked), keyEnd(asked));
    byte[] chain = candidate.chain().pem().getBytes(US_ASCII);
    byte[] whole = joined(head(base, candidate.since(), ""), key, chain);
    try {
      file(CANDIDATE).write(whole);
    } finally {
      Arrays.fill(asked, (byte) 0);
      Arrays.fill(key, (byte) 0);
      Arrays.fill(whole, (byte) 0);
    }
    try {
      remove(REQUEST);
    } catch (StateException e) {
      // The next start removes it, and until then nobody asks what is answered.
      Logger.warn("{}", e.getMessage());
    }
  }

  @Override
  public void promote() throws StateException {
    try {
      disk.rename(path(CANDIDATE), path(PRESENT));
      disk.syncFolder(folder);
    } catch (IOException e) {
      throw undurable(CANDIDATE, e);
    }
    remove(REQUEST);
  }

  @Override
  public void clear() throws StateException {
    for (String name : List.of(REQUEST, CANDIDATE, PRESENT)) {
      remove(name);
    }
  }

  private Optional<Part> part(String name, String base) throws StateException {
    Optional<Part> part;
    try {
      part = read(name);
    } catch (StateException e) {
      Logger.warn("{}", e.getMessage());
      return Optional.empty();
    }
    if (part.isPresent() && !part.get().base().equals(base)) {
      Logger.warn("the device was given another certificate; {} is removed", path(name));
      remove(name);
      return Optional.empty();
    }
    return part;
  }

  private Optional<Part> read(String name) throws StateException {
    Optional<byte[]> found = file(name).read();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] lines = found.get();
    try {
      int start = keyStart(lines);
      Matcher head = HEAD.matcher(new String(lines, 0, start, ISO_8859_1));
      int end = keyEnd(lines);
      if (!head.matches() || end < start) {
        throw file(name).damaged("it does not begin with whose it is and a key");
      }
      return Optional.of(
          new Part(
              head.group(1),
              Instant.ofEpochMilli(Long.parseLong(head.group(2))),
              new String(lines, end, lines.length - end, ISO_8859_1)));
    } finally {
      Arrays.fill(lines, (byte) 0);
    }
  }

  private Optional<IssuedChain> chain(String name, Part part) {
    try {
      return Optional.of(IssuedChain.ofPem(part.text().getBytes(ISO_8859_1)));
    } catch (CertificateException e) {
      Logger.warn("{}: {}; {}", path(name), e.getMessage(), REPAIR);
      return Optional.empty();
    }
  }

  private static Optional<SigningRequest> request(Part part) {
    Matcher asked = ASKED.matcher(part.text());
    try {
      return asked.find()
          ? Optional.of(SigningRequest.parse(Base64.getMimeDecoder().decode(asked.group(1))))
          : Optional.empty();
    } catch (CertificateException | IllegalArgumentException e) {
      Logger.warn("the request for a certificate {}; another is made", e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isAnswered(Optional<SigningRequest> request, Optional<IssuedChain> chain) {
    return request.isPresent()
        && chain.isPresent()
        && chain.get().own().getPublicKey().equals(request.get().publicKey());
  }

  private void remove(String name) throws StateException {
    try {
      if (Files.exists(path(name))) {
        disk.delete(path(name));
        disk.syncFolder(folder);
      }
    } catch (IOException e) {
      throw undurable(name, e);
    }
  }

  private StateException undurable(String name, IOException e) {
    return new StateException(
        path(name) + ": cannot be changed durably: " + e + "; check the disk", e);
  }

  private DurableFile file(String name) {
    return new DurableFile(path(name), KIND, REPAIR, disk);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private static byte[] head(String base, Instant since, String more) {
    return String.format(Locale.ROOT, "of %s %015d\n%s", base, since.toEpochMilli(), more)
        .getBytes(US_ASCII);
  }

  /** The first line has an end. */
  private static int keyStart(byte[] lines) {
    int at = 0;
    while (at < lines.length && lines[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, lines.length);
  }

  /** After the key; 0 if there is none. */
  private static int keyEnd(byte[] lines) {
    for (int at = 0; at + KEY_END.length <= lines.length; at++) {
      if (Arrays.equals(lines, at, at + KEY_END.length, KEY_END, 0, KEY_END.length)) {
        return at + KEY_END.length;
      }
    }
    return 0;
  }

  private static byte[] joined(byte[]... parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] whole = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }
}
