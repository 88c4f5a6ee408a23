package io.sealpost.crypto;

import io.sealpost.protocol.DecodeException;
import java.util.Arrays;

/**
 * A sealed message taken apart to the last byte, nothing of it authentic yet.
 *
 * @param outer the COSE_Mac0
 * @param header its protected header
 * @param inner the COSE_Encrypt0 that is its payload
 */
record CoseMessage(CoseMac0 outer, CoseHeader header, CoseEncrypt0 inner) {
  /** {@code {1: 3}}: A256GCM, the one inner algorithm. */
  private static final byte[] A256GCM = {(byte) 0xA1, 0x01, 0x03};

  /** A copy of the protected header of every inner message. */
  static byte[] innerHeader() {
    return A256GCM.clone();
  }

  /**
   * Takes a message apart.
   *
   * @throws DecodeException if it is not the one allowed encoding
   */
  static CoseMessage decode(byte[] sealed) throws DecodeException {
    CoseMac0 outer = CoseMac0.decode(sealed);
    CoseHeader header = CoseHeader.decode(outer.protectedHeader());
    Expect.size("tag", header.suite().tagSize(), outer.tag());
    CoseEncrypt0 inner = CoseEncrypt0.decode(outer.payload());
    if (!Arrays.equals(inner.protectedHeader(), A256GCM)) {
      throw new DecodeException("inner protected header must be A10103: A256GCM and nothing else");
    }
    return new CoseMessage(outer, header, inner);
  }
}
