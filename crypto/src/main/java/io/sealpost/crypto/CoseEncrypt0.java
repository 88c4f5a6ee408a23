package io.sealpost.crypto;

import io.sealpost.protocol.CborReader;
import io.sealpost.protocol.CborWriter;
import io.sealpost.protocol.DecodeException;

/**
 * An untagged COSE_Encrypt0 (RFC 9052 section 5.2) whose unprotected header is the nonce alone.
 *
 * @param protectedHeader the encoded protected header
 * @param nonce 12 bytes
 * @param ciphertext with its tag of 16 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
record CoseEncrypt0(byte[] protectedHeader, byte[] nonce, byte[] ciphertext) {
  private static final int LABEL_IV = 5;

  /** The bytes authenticated along: the Enc_structure of RFC 9052 section 5.3. */
  static byte[] encStructure(byte[] protectedHeader, byte[] externalAad) {
    return new CborWriter()
        .array(3)
        .text("Encrypt0")
        .bytes(protectedHeader)
        .bytes(externalAad)
        .toByteArray();
  }

  byte[] encode() {
    return new CborWriter()
        .array(3)
        .bytes(protectedHeader)
        .map(1)
        .integer(LABEL_IV)
        .bytes(nonce)
        .bytes(ciphertext)
        .toByteArray();
  }

  /**
   * Takes a message apart; says nothing of its authenticity.
   *
   * @throws DecodeException if it is anything but one such structure
   */
  static CoseEncrypt0 decode(byte[] encoded) throws DecodeException {
    CborReader reader = new CborReader(encoded);
    Expect.number("elements of COSE_Encrypt0", 3, reader.array());
    byte[] protectedHeader = reader.bytes();
    Expect.number("unprotected labels", 1, reader.map());
    Expect.number("unprotected label", LABEL_IV, reader.integer());
    byte[] nonce = Expect.size("nonce", Primitives.GCM_NONCE_SIZE, reader.bytes());
    byte[] ciphertext = Expect.sizeAtLeast("ciphertext", Primitives.GCM_TAG_SIZE, reader.bytes());
    reader.end();
    return new CoseEncrypt0(protectedHeader, nonce, ciphertext);
  }
}
