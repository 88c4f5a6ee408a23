package io.sealpost.crypto;

import io.sealpost.protocol.CborReader;
import io.sealpost.protocol.CborWriter;
import io.sealpost.protocol.DecodeException;

/**
 * A tagged COSE_Mac0 (RFC 9052 section 6.2) whose unprotected header is empty.
 *
 * @param protectedHeader the encoded protected header
 * @param payload what is authenticated
 * @param tag the MAC
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
record CoseMac0(byte[] protectedHeader, byte[] payload, byte[] tag) {
  private static final long CBOR_TAG = 17;

  /** The bytes that the MAC covers: the MAC_structure of RFC 9052 section 6.3. */
  static byte[] macStructure(byte[] protectedHeader, byte[] externalAad, byte[] payload) {
    return new CborWriter()
        .array(4)
        .text("MAC0")
        .bytes(protectedHeader)
        .bytes(externalAad)
        .bytes(payload)
        .toByteArray();
  }

  byte[] encode() {
    return new CborWriter()
        .tag(CBOR_TAG)
        .array(4)
        .bytes(protectedHeader)
        .map(0)
        .bytes(payload)
        .bytes(tag)
        .toByteArray();
  }

  /**
   * Takes a message apart; says nothing of its authenticity.
   *
   * @throws DecodeException if it is anything but one such structure
   */
  static CoseMac0 decode(byte[] encoded) throws DecodeException {
    CborReader reader = new CborReader(encoded);
    Expect.number("CBOR tag", CBOR_TAG, reader.tag());
    Expect.number("elements of COSE_Mac0", 4, reader.array());
    byte[] protectedHeader = reader.bytes();
    Expect.number("unprotected labels", 0, reader.map());
    CoseMac0 mac0 = new CoseMac0(protectedHeader, reader.bytes(), reader.bytes());
    reader.end();
    return mac0;
  }
}
