package io.sealpost.device.renewal;

import io.sealpost.mqtt.RenewedCertificate;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Brings what the link is told of certificates to the agent's thread. Safe for two threads. */
public final class LinkVerdicts implements RenewedCertificate {
  private final Path present;
  private final Path candidate;
  private final boolean newerGiven;
  private final Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>();

  /**
   * @param present file of the newest pair that a broker has accepted
   * @param candidate file of one that no broker has accepted yet
   * @param newerGiven whether the device was given another pair than the one that these followed
   */
  public LinkVerdicts(Path present, Path candidate, boolean newerGiven) {
    this.present = present;
    this.candidate = candidate;
    this.newerGiven = newerGiven;
  }

  @Override
  public Path presentFile() {
    return present;
  }

  @Override
  public Path candidateFile() {
    return candidate;
  }

  @Override
  public boolean newerGiven() {
    return newerGiven;
  }

  @Override
  public void accepted(X509Certificate certificate, boolean given) {
    verdicts.add(new Verdict(certificate, true, given));
  }

  @Override
  public void refused(X509Certificate certificate) {
    verdicts.add(new Verdict(certificate, false));
  }

  /** Those that came since the last call, in order. */
  public List<Verdict> take() {
    List<Verdict> taken = new ArrayList<>();
    for (Verdict next = verdicts.poll(); next != null; next = verdicts.poll()) {
      taken.add(next);
    }
    return taken;
  }
}
