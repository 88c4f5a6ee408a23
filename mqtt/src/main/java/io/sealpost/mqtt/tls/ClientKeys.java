package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.RenewedCertificate;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.tinylog.Logger;

/**
 * Our own key, of which there are two while a new one is tried. Looks at the files, and reports
 * what is wrong with them once for each change. For one thread at a time.
 */
final class ClientKeys {
  private static final FileStamp NO_FILE = new FileStamp(Map.of());

  private final ClientCertificate files;
  private final Loading loading;
  private final InstantSource validity;

  // session: the deciding thread of a link
  private List<FileStamp> seen = List.of();
  private FileStamp seenCandidate = NO_FILE;
  private Optional<Rotation<KeyMaterial>> rotation = Optional.empty();
  private Optional<KeyMaterial> warnedOf = Optional.empty();
  // The given certificate that was in force last, and whether a renewed one has taken its place.
  private Optional<X509Certificate> followed = Optional.empty();
  private boolean replaced;
  private String problem = "";

  /** Makes key material of the files as they are. */
  interface Loading {
    KeyMaterial load(ClientCertificate files) throws LinkException;
  }

  /**
   * @param validity the time at which our certificate is looked at
   */
  ClientKeys(ClientCertificate files, Loading loading, InstantSource validity) {
    this.files = files;
    this.loading = loading;
    this.validity = validity;
  }

  /**
   * Loads what changed.
   *
   * @return whether there is a key that was never tried
   */
  boolean look() {
    boolean first = rotation.isEmpty();
    if (first) {
      files.renewed().map(RenewedCertificate::presentFile).ifPresent(this::loadIfThere);
    }
    boolean renewed = first && rotation.isPresent();
    if (renewed && !isNewerGiven()) {
      // It is in the place of what we were given, until that becomes another.
      replaced = true;
      followed = given();
      seen = stamps();
    } else if (!renewed || candidateIsMissing()) {
      lookAtGiven();
    }
    files.renewed().map(RenewedCertificate::candidateFile).ifPresent(this::lookAtCandidate);
    return rotation.isPresent() && (first || rotation.get().isUntried());
  }

  private void lookAtGiven() {
    List<FileStamp> now = stamps();
    // One new pair is tried at a time: the given one waited at the start for a candidate.
    boolean waits = seen.isEmpty() && rotation.filter(Rotation::isDeciding).isPresent();
    if (rotation.isEmpty() || (!waits && !now.equals(seen) && !isFollowed())) {
      load(files);
    }
    if (!waits) {
      seen = now;
    }
  }

  private List<FileStamp> stamps() {
    return List.of(FileStamp.of(files.certificateFile()), FileStamp.of(files.keyFile()));
  }

  /** Whether it is what was renewed since, written once more. */
  private boolean isFollowed() {
    return replaced && followed.isPresent() && followed.equals(given());
  }

  /** Empty if it cannot be read. */
  private Optional<X509Certificate> given() {
    try {
      return Optional.of(
          CertificateFiles.certificates("the certificate file", files.certificateFile()).get(0));
    } catch (LinkException e) {
      Logger.trace(e, "left as it is");
      return Optional.empty();
    }
  }

  /**
   * The key whose turn it is.
   *
   * @throws LinkException if the files never held one that could be used, saying why
   */
  KeyMaterial next() throws LinkException {
    look();
    if (rotation.isEmpty()) {
      throw new LinkException(problem);
    }
    KeyMaterial next = rotation.get().next();
    if (warnedOf.filter(known -> known == next).isEmpty()) {
      warn(next);
    }
    return next;
  }

  /** The broker let us in with a key. */
  void accepted(KeyMaterial key) {
    rotation
        .flatMap(keys -> keys.accepted(key))
        .ifPresent(
            old -> {
              Logger.info("the broker accepts the new certificate in {}", fileOf(key));
              old.wipe();
            });
    boolean given = key.identity().filter(own -> own.files().equals(files)).isPresent();
    replaced = !given;
    if (given) {
      followed = key.identity().map(own -> own.chain().get(0));
    }
    tell(key, (renewed, certificate) -> renewed.accepted(certificate, given));
  }

  /** The broker does not want a key; see {@link TlsClient.Attempt#refused}. */
  boolean refused(KeyMaterial key) {
    boolean again = rotation.map(keys -> keys.refused(key)).orElse(false);
    if (again) {
      Logger.warn(
          "the broker refuses the new certificate in {}: going back to the one before, until the"
              + " files change",
          fileOf(key));
      tell(key, RenewedCertificate::refused);
    }
    return again;
  }

  /** An attempt came to nothing for another reason. */
  void failed() {
    rotation.ifPresent(Rotation::failed);
  }

  private void tell(KeyMaterial key, BiConsumer<RenewedCertificate, X509Certificate> what) {
    files
        .renewed()
        .ifPresent(
            renewed ->
                key.identity()
                    .ifPresent(identity -> what.accept(renewed, identity.chain().get(0))));
  }

  /** Where a key lies: a candidate that was accepted has been renamed since it was read. */
  Path fileOf(KeyMaterial key) {
    Path read = key.identity().map(ClientIdentity::files).orElse(files).certificateFile();
    return files
        .renewed()
        .filter(renewed -> read.equals(renewed.candidateFile()))
        .filter(renewed -> FileStamp.of(read).equals(NO_FILE))
        .map(RenewedCertificate::presentFile)
        .orElse(read);
  }

  private boolean isNewerGiven() {
    return files.renewed().filter(RenewedCertificate::newerGiven).isPresent();
  }

  private boolean candidateIsMissing() {
    return files
        .renewed()
        .filter(renewed -> !FileStamp.of(renewed.candidateFile()).equals(NO_FILE))
        .isEmpty();
  }

  private void lookAtCandidate(Path file) {
    FileStamp now = FileStamp.of(file);
    if (!now.equals(seenCandidate)) {
      seenCandidate = now;
      loadIfThere(file);
    }
  }

  private void loadIfThere(Path file) {
    if (!FileStamp.of(file).equals(NO_FILE)) {
      load(new ClientCertificate(file, file));
    }
  }

  private void load(ClientCertificate pair) {
    try {
      KeyMaterial loaded = loading.load(pair);
      if (rotation.isPresent()) {
        Logger.info("{} or its key changed: trying the new ones", pair.certificateFile());
        rotation.get().offer(loaded).ifPresent(KeyMaterial::wipe);
      } else {
        rotation = Optional.of(new Rotation<>(loaded));
      }
    } catch (LinkException e) {
      problem = Failures.text(e);
      if (rotation.isPresent()) {
        Logger.warn("{}; going on with the certificate and key from before", problem);
      } else if (!pair.equals(files)) {
        Logger.warn("{}; going on without what was renewed", problem);
      }
    }
  }

  // The broker decides, and by its own clock: this is to explain what it may say.
  private void warn(KeyMaterial next) {
    Optional<String> complaint =
        next.identity().flatMap(identity -> identity.complaint(validity.instant()));
    if (complaint.isPresent()) {
      Logger.warn("{}", complaint.get());
      warnedOf = Optional.of(next);
    }
  }
}
