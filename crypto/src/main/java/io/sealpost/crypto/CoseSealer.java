package io.sealpost.crypto;

import io.sealpost.protocol.CborWriter;
import java.util.Arrays;

/** Seals COSE messages of one device and direction. */
final class CoseSealer implements Sealer {
  private final Primitives primitives;
  private final Binding binding;
  private final CoseKeys keys;
  private final CoseAuthenticator authenticator;

  /**
   * @param keys closed along with the sealer
   */
  CoseSealer(Primitives primitives, Binding binding, CoseKeys keys) {
    this.primitives = primitives;
    this.binding = binding;
    this.keys = keys;
    authenticator = new CoseAuthenticator(primitives, keys.opening());
  }

  @Override
  public byte[] seal(Context context, Counter counter, byte[] plaintext) {
    binding.require(context);
    SealedSize.requireRoomFor(plaintext.length);
    byte[] boundTo = context.encode();
    byte[] header = new CoseHeader(keys.suite(), keys.kid(), counter).encode();
    byte[] payload = encrypt(boundTo, header, plaintext).encode();
    byte[] tag = authenticator.tag(boundTo, header, payload);
    return SealedSize.checked(new CoseMac0(header, payload, tag).encode());
  }

  private CoseEncrypt0 encrypt(byte[] context, byte[] header, byte[] plaintext) {
    byte[] nonce = syntheticNonce(context, header, plaintext);
    byte[] ciphertext =
        primitives.sealAesGcm(
            keys.encryption(), nonce, authenticator.innerAad(context, header), plaintext);
    return new CoseEncrypt0(CoseMessage.innerHeader(), nonce, ciphertext);
  }

  /**
   * A nonce that only the same message in the same place has again, so that a card restored from a
   * copy cannot repeat one for two messages.
   */
  private byte[] syntheticNonce(byte[] context, byte[] header, byte[] plaintext) {
    byte[] input =
        new CborWriter()
            .array(3)
            .text("nonce")
            .bytes(CoseAuthenticator.sequence(context, header))
            .bytes(plaintext)
            .toByteArray();
    return Arrays.copyOf(primitives.hmacSha256(keys.nonce(), input), Primitives.GCM_NONCE_SIZE);
  }

  @Override
  public void close() {
    keys.close();
  }
}
