package io.sealpost.station.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.link.Timekeeper;
import io.sealpost.station.store.DurableFile;
import io.sealpost.station.store.DurableFolder;
import io.sealpost.station.store.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chain that was signed last for each device. A request is signed once, whoever asks again and
 * however often, also from run to run and in several processes; what is returned is durable.
 */
public final class Signatures {
  private static final Pattern HEAD = Pattern.compile("request ([0-9a-f]{64}) (sent|refused)\n");

  private final Path folder;
  private final Path lockFile;
  private final Signer signer;
  private final Timekeeper time;
  private final boolean anew;

  /**
   * @param state the station's folder
   * @param anew whether a request is signed once more whose first certificate the device refused
   */
  public Signatures(Path state, Signer signer, Timekeeper time, boolean anew) {
    folder = state.resolve("certificates");
    lockFile = state.resolve("certificates.lock");
    this.signer = signer;
    this.time = time;
    this.anew = anew;
  }

  private record Signed(String request, boolean refused, String pem) {}

  /**
   * The answer to a request.
   *
   * @throws StationException if none was signed, or not as it should be
   */
  public Action.Certify answer(DeviceId device, SigningRequest request) throws StationException {
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      Optional<Signed> known =
          read(device).filter(signed -> signed.request().equals(request.digest()));
      if (known.isPresent() && known.get().refused() && !anew) {
        throw new StationException(
            ExitCode.REFUSED,
            device
                + ": refused the certificate that was signed for it; when the reason is gone,"
                + " \"sealpost sign "
                + device
                + "\" has it signed once more");
      }
      if (known.isPresent() && !known.get().refused()) {
        return certify(request, chain(device, known.get().pem().getBytes(US_ASCII)));
      }
      IssuedChain chain = checked(device, request, chain(device, signer.sign(device, request)));
      Action.Certify answer = certify(request, chain);
      write(device, new Signed(request.digest(), false, chain.pem()));
      return answer;
    }
  }

  /** The device took no certificate for that request. */
  public void refused(DeviceId device, String digest) throws StationException {
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      Optional<Signed> known = read(device).filter(signed -> signed.request().equals(digest));
      if (known.isPresent()) {
        write(device, new Signed(digest, true, known.get().pem()));
      }
    }
  }

  private IssuedChain checked(DeviceId device, SigningRequest request, IssuedChain chain)
      throws StationException {
    Optional<String> complaint = chain.complaint(request.publicKey(), time.now().wall());
    if (complaint.isEmpty() && !chain.commonName().equals(Optional.of(device.value()))) {
      // A device must not get one in the name of another.
      complaint =
          Optional.of(
              "the certificate is for '"
                  + chain.own().getSubjectX500Principal()
                  + "', not for CN="
                  + device);
    }
    if (complaint.isPresent()) {
      throw unfit(device, complaint.get());
    }
    return chain;
  }

  private static IssuedChain chain(DeviceId device, byte[] pem) throws StationException {
    try {
      return IssuedChain.ofPem(pem);
    } catch (CertificateException e) {
      throw unfit(device, String.valueOf(e.getMessage()));
    }
  }

  private static Action.Certify certify(SigningRequest request, IssuedChain chain)
      throws StationException {
    try {
      return new Action.Certify(request.digest(), chain.hex());
    } catch (IllegalArgumentException e) {
      throw new StationException(
          ExitCode.REFUSED, "[signing] command: its chain cannot be sent: " + e.getMessage(), e);
    }
  }

  private static StationException unfit(DeviceId device, String why) {
    return new StationException(
        ExitCode.REFUSED, device + ": [signing] command: what it wrote is not sent: " + why);
  }

  private Optional<Signed> read(DeviceId device) throws StationException {
    try {
      String text = Files.readString(folder.resolve(device.value()), US_ASCII);
      Matcher head = HEAD.matcher(text);
      return head.lookingAt()
          ? Optional.of(
              new Signed(
                  head.group(1), head.group(2).equals("refused"), text.substring(head.end())))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(device, e);
    }
  }

  private void write(DeviceId device, Signed signed) throws StationException {
    String head = "request " + signed.request() + (signed.refused() ? " refused" : " sent") + "\n";
    try {
      DurableFolder.make(folder);
      DurableFile.replace(folder.resolve(device.value()), (head + signed.pem()).getBytes(US_ASCII));
    } catch (IOException e) {
      throw unusable(device, e);
    }
  }

  private StationException unusable(DeviceId device, IOException e) {
    return new StationException(
        ExitCode.STATE, folder.resolve(device.value()) + ": cannot be used: " + e, e);
  }
}
