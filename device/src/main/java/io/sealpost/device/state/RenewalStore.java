package io.sealpost.device.state;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Where it is kept how far a renewal of the certificate is. Keys lie there and are not held in
 * memory. Each call is one step, durable on return.
 */
public interface RenewalStore {
  /**
   * How far it is.
   *
   * @param base fingerprint of the certificate that was given, of which all this is
   * @param request that waits for an answer
   * @param candidate what came, until a broker has accepted it
   * @param present the newest that a broker has accepted; none if the provisioned one is in force
   */
  record Kept(
      String base,
      Optional<SigningRequest> request,
      Optional<Candidate> candidate,
      Optional<IssuedChain> present) {}

  /**
   * A chain that came.
   *
   * @param since when, by the clock of then
   */
  record Candidate(IssuedChain chain, Instant since) {}

  /**
   * Reads everything. If the device was given another certificate than the one of which this is,
   * the present one stays all the same, and what is begun with it: its key is nowhere else, and
   * nobody knows yet whether a broker accepts the other. Without a present one, what is of another
   * than the given one is removed. What is damaged is told to the log and counts as not there: the
   * device can ask again.
   *
   * @param given fingerprint of the certificate that the device was given; empty if that cannot be
   *     read, and then nothing is removed
   * @return empty if nothing is known of any certificate
   * @throws StateException if something cannot be read or removed
   */
  Optional<Kept> begin(Optional<String> given) throws StateException;

  /**
   * Keeps a key and the request for it.
   *
   * @param base fingerprint of the certificate that was given, for which this is made
   * @throws StateException if that was impossible
   */
  void ask(String base, NewKey key) throws StateException;

  /**
   * Keeps the chain that answers the request, with its key, and forgets the request.
   *
   * @param base as above
   * @throws StateException if that was impossible; then the request is still there
   */
  void answer(String base, Candidate chain) throws StateException;

  /**
   * Makes the candidate the present one; that of before is gone, and a request is not needed.
   *
   * @throws StateException if that was impossible; then the candidate is tried again
   */
  void promote() throws StateException;

  /**
   * Forgets everything.
   *
   * @throws StateException if that was impossible
   */
  void clear() throws StateException;
}
