package io.sealpost.crypto;

import io.sealpost.protocol.CborReader;
import io.sealpost.protocol.CborWriter;
import io.sealpost.protocol.DecodeException;
import java.nio.ByteBuffer;

/**
 * The protected header of a sealed message: {@code {1: algorithm, 3: 16, 4: kid, 15: {7: cti}}}
 * (RFC 9052 section 3.1, RFC 9597 section 2, RFC 8392 section 3.1.7).
 *
 * @param suite told by the algorithm
 * @param kid 8 bytes
 * @param counter the cti: epoch and sequence, 4 bytes each, big endian
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
record CoseHeader(Suite suite, byte[] kid, Counter counter) {
  /** Length of a key id in bytes. */
  static final int KID_SIZE = 8;

  private static final int LABEL_ALGORITHM = 1;
  private static final int LABEL_CONTENT_TYPE = 3;
  private static final int LABEL_KID = 4;
  private static final int LABEL_CWT_CLAIMS = 15;
  private static final int CLAIM_CTI = 7;
  private static final int CTI_SIZE = 2 * Integer.BYTES;
  private static final int APPLICATION_COSE = 16;

  byte[] encode() {
    return new CborWriter()
        .map(4)
        .integer(LABEL_ALGORITHM)
        .integer(suite.algorithm())
        .integer(LABEL_CONTENT_TYPE)
        .integer(APPLICATION_COSE)
        .integer(LABEL_KID)
        .bytes(kid)
        .integer(LABEL_CWT_CLAIMS)
        .map(1)
        .integer(CLAIM_CTI)
        .bytes(cti())
        .toByteArray();
  }

  private byte[] cti() {
    return ByteBuffer.allocate(CTI_SIZE)
        .putInt((int) counter.epoch())
        .putInt((int) counter.sequence())
        .array();
  }

  /**
   * Reads a header.
   *
   * @throws DecodeException if anything is missing, added or out of range
   */
  static CoseHeader decode(byte[] encoded) throws DecodeException {
    CborReader reader = new CborReader(encoded);
    Expect.number("protected labels", 4, reader.map());
    Expect.number("first protected label", LABEL_ALGORITHM, reader.integer());
    Suite suite = suiteOf(reader.integer());
    Expect.number("second protected label", LABEL_CONTENT_TYPE, reader.integer());
    Expect.number("content type", APPLICATION_COSE, reader.integer());
    Expect.number("third protected label", LABEL_KID, reader.integer());
    byte[] kid = Expect.size("kid", KID_SIZE, reader.bytes());
    Expect.number("fourth protected label", LABEL_CWT_CLAIMS, reader.integer());
    Counter counter = claims(reader);
    reader.end();
    return new CoseHeader(suite, kid, counter);
  }

  private static Counter claims(CborReader reader) throws DecodeException {
    Expect.number("claims", 1, reader.map());
    Expect.number("claim", CLAIM_CTI, reader.integer());
    ByteBuffer cti = ByteBuffer.wrap(Expect.size("cti", CTI_SIZE, reader.bytes()));
    return new Counter(Integer.toUnsignedLong(cti.getInt()), Integer.toUnsignedLong(cti.getInt()));
  }

  private static Suite suiteOf(long algorithm) throws DecodeException {
    for (Suite suite : Suite.values()) {
      if (suite.algorithm() == algorithm) {
        return suite;
      }
    }
    throw new DecodeException("algorithm is " + algorithm + ", must be 4 or 5");
  }
}
