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

  /**
   * Where the pair lies that a broker has accepted and that is of a certificate; empty if there is
   * none that can be read, or one of another certificate. Changes nothing.
   *
   * @param given fingerprint of the certificate that the device was given; any will do if empty
   */
  Optional<Path> presentOf(Optional<String> given) {
    return part(PRESENT)
        .filter(part -> given.isEmpty() || given.equals(Optional.of(part.base())))
        .map(part -> path(PRESENT));
  }

  @Override
  public Optional<Kept> begin(Optional<String> given) throws StateException {
    Optional<RenewalPart> taken = part(PRESENT);
    Optional<String> base = taken.map(RenewalPart::base).or(() -> given);
    return base.isEmpty() ? Optional.empty() : Optional.of(begin(base.get(), taken));
  }

  private Kept begin(String base, Optional<RenewalPart> taken) throws StateException {
    Optional<RenewalPart> asked = part(REQUEST, base);
    Optional<RenewalPart> came = part(CANDIDATE, base);
    Optional<IssuedChain> candidate = came.flatMap(part -> chain(CANDIDATE, part));
    Optional<IssuedChain> present = taken.flatMap(part -> chain(PRESENT, part));
    Optional<SigningRequest> request = asked.flatMap(FileRenewalStore::request);
    if (isAnswered(request, candidate) || isAnswered(request, present)) {
      // Killed between the two steps of an answer.
      remove(REQUEST);
      request = Optional.empty();
    }
    Instant since = came.map(RenewalPart::since).orElse(Instant.EPOCH);
    return new Kept(base, request, candidate.map(each -> new Candidate(each, since)), present);
  }

  @Override
  public void ask(String base, NewKey key) throws StateException {
    byte[] begin = RenewalPart.head(base, Instant.EPOCH, "-----BEGIN PRIVATE KEY-----\n");
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
    byte[] key = RenewalPart.key(asked);
    byte[] chain = candidate.chain().pem().getBytes(US_ASCII);
    byte[] whole = joined(RenewalPart.head(base, candidate.since(), ""), key, chain);
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

  private Optional<RenewalPart> part(String name) {
    try {
      return read(name);
    } catch (StateException e) {
      Logger.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<RenewalPart> part(String name, String base) throws StateException {
    Optional<RenewalPart> part = part(name);
    if (part.isPresent() && !part.get().base().equals(base)) {
      Logger.warn("the device was given another certificate; {} is removed", path(name));
      remove(name);
      return Optional.empty();
    }
    return part;
  }

  private Optional<RenewalPart> read(String name) throws StateException {
    Optional<byte[]> found = file(name).read();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] whole = found.get();
    try {
      Optional<RenewalPart> part = RenewalPart.of(whole);
      if (part.isEmpty()) {
        throw file(name).damaged("it does not begin with whose it is and a key");
      }
      return part;
    } finally {
      Arrays.fill(whole, (byte) 0);
    }
  }

  private Optional<IssuedChain> chain(String name, RenewalPart part) {
    try {
      return Optional.of(IssuedChain.ofPem(part.text().getBytes(ISO_8859_1)));
    } catch (CertificateException e) {
      Logger.warn("{}: {}; {}", path(name), e.getMessage(), REPAIR);
      return Optional.empty();
    }
  }

  private static Optional<SigningRequest> request(RenewalPart part) {
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
