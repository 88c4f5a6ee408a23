package io.sealpost.crypto;

import io.sealpost.crypto.RefusedException.Reason;
import io.sealpost.protocol.DecodeException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Opens COSE messages of one device and direction. */
final class CoseOpener implements Opener {
  private final Primitives primitives;
  private final Binding binding;
  private final OpeningKeys keys;
  private final CoseAuthenticator authenticator;

  /**
   * @param keys closed along with the opener
   */
  CoseOpener(Primitives primitives, Binding binding, OpeningKeys keys) {
    this.primitives = primitives;
    this.binding = binding;
    this.keys = keys;
    authenticator = new CoseAuthenticator(primitives, keys);
  }

  @Override
  public Opened open(Context context, byte[] sealed) throws RefusedException {
    binding.require(context);
    SealedSize.check(sealed);
    CoseMessage message = decode(sealed);
    requireOwnKey(message.header());
    byte[] boundTo = context.encode();
    requireAuthentic(boundTo, message.outer());
    byte[] plaintext = decrypt(boundTo, message);
    byte[] tag = Arrays.copyOf(message.outer().tag(), Opened.TAG_SIZE);
    return new Opened(
        message.header().counter(), plaintext, tag, HexFormat.of().formatHex(keys.kid()));
  }

  private static CoseMessage decode(byte[] sealed) throws RefusedException {
    try {
      return CoseMessage.decode(sealed);
    } catch (DecodeException malformed) {
      throw new RefusedException(Reason.MALFORMED, malformed);
    }
  }

  /** The key id names the suite as well: an own id beside the other algorithm is no key we hold. */
  private void requireOwnKey(CoseHeader header) throws RefusedException {
    if (!MessageDigest.isEqual(header.kid(), keys.kid()) || header.suite() != keys.suite()) {
      throw new RefusedException(Reason.UNKNOWN_KEY);
    }
  }

  private void requireAuthentic(byte[] context, CoseMac0 outer) throws RefusedException {
    byte[] expected = authenticator.tag(context, outer.protectedHeader(), outer.payload());
    if (!MessageDigest.isEqual(expected, outer.tag())) {
      throw new RefusedException(Reason.NOT_AUTHENTIC);
    }
  }

  private byte[] decrypt(byte[] context, CoseMessage message) throws RefusedException {
    CoseEncrypt0 inner = message.inner();
    byte[] associated = authenticator.innerAad(context, message.outer().protectedHeader());
    return primitives
        .openAesGcm(keys.encryption(), inner.nonce(), associated, inner.ciphertext())
        .orElseThrow(() -> new RefusedException(Reason.NOT_AUTHENTIC));
  }

  @Override
  public void close() {
    keys.close();
  }
}
