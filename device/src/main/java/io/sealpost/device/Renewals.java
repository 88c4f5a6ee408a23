package io.sealpost.device;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.renewal.LinkVerdicts;
import io.sealpost.device.renewal.RenewalDesk;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.OwnCertificate;
import java.util.Optional;

/**
 * The certificate of a device that shows one to the broker. Owned by the agent's thread.
 *
 * @param desk decides; empty for a device that shows none
 * @param verdicts of the link
 */
record Renewals(Optional<RenewalDesk> desk, Optional<LinkVerdicts> verdicts) {
  /** Of a device that shows no certificate. */
  static final Renewals NONE = new Renewals(Optional.empty(), Optional.empty());

  /** Of a device that shows one. */
  static Renewals of(RenewalDesk desk, LinkVerdicts verdicts) {
    return new Renewals(Optional.of(desk), Optional.of(verdicts));
  }

  /**
   * Looks what the broker said, and whether it is time for another.
   *
   * @return whether what is said of it changed
   */
  boolean look(Moment now) {
    if (desk.isEmpty()) {
      return false;
    }
    Optional<OwnCertificate> said = said();
    verdicts.ifPresent(link -> link.take().forEach(verdict -> desk.get().heard(verdict, now)));
    desk.get().look(now);
    return !said.equals(said());
  }

  /** What {@code hello} says of it. */
  Optional<OwnCertificate> said() {
    return desk.map(RenewalDesk::said);
  }

  /** A chain came. */
  Outcome certify(Action.Certify chain, Moment now) {
    return desk.map(own -> own.certify(chain, now))
        .orElseGet(
            () ->
                Outcome.not(
                    Status.UNSUPPORTED, "this device shows the broker no certificate to renew"));
  }
}
