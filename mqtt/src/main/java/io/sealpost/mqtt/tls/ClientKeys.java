package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Our own key, of which there are two while a new one is tried. Looks at the files, and reports
 * what is wrong with them once for each change. For one thread at a time.
 */
final class ClientKeys {
  private final ClientCertificate files;
  private final Loading loading;
  private final InstantSource validity;

  // session: the deciding thread of a link
  private List<FileStamp> seen = List.of();
  private Optional<Rotation<KeyMaterial>> rotation = Optional.empty();
  private Optional<KeyMaterial> warnedOf = Optional.empty();
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
    List<FileStamp> now =
        List.of(FileStamp.of(files.certificateFile()), FileStamp.of(files.keyFile()));
    boolean first = rotation.isEmpty();
    if (first || !now.equals(seen)) {
      seen = now;
      load();
    }
    return rotation.isPresent() && (first || rotation.get().isUntried());
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
              Logger.info("the broker accepts the new certificate in {}", files.certificateFile());
              old.wipe();
            });
  }

  /** The broker does not want a key; see {@link TlsClient.Attempt#refused}. */
  boolean refused(KeyMaterial key) {
    boolean again = rotation.map(keys -> keys.refused(key)).orElse(false);
    if (again) {
      Logger.warn(
          "the broker refuses the new certificate in {}: going back to the one before, until the"
              + " files change",
          files.certificateFile());
    }
    return again;
  }

  /** An attempt came to nothing for another reason. */
  void failed() {
    rotation.ifPresent(Rotation::failed);
  }

  private void load() {
    try {
      KeyMaterial loaded = loading.load(files);
      if (rotation.isPresent()) {
        Logger.info("{} or its key changed: trying the new ones", files.certificateFile());
        rotation.get().offer(loaded).ifPresent(KeyMaterial::wipe);
      } else {
        rotation = Optional.of(new Rotation<>(loaded));
      }
    } catch (LinkException e) {
      problem = Failures.text(e);
      if (rotation.isPresent()) {
        Logger.warn("{}; going on with the certificate and key from before", problem);
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
