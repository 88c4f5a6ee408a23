package io.sealpost.protocol;

import java.time.Instant;
import java.util.List;

/**
 * Deterministic CBOR: readings as a SenML pack (RFC 8428 section 6), the rest as maps with text
 * keys.
 *
 * <p>A temperature is one record, named as its stream: <code>
 * [{0: "temperature", 1: "Cel", 2: 33.02, 6: 1614555518.139419}]</code>. Presence and health are
 * several, whose names begin with the stream. What is out of the ordinary is marked in every record
 * concerned, by labels of our own: {@code "sim_": true} for a simulated sensor, {@code "unsync":
 * true} for a clock that was not synchronised, and {@code "boot_"} (8 bytes) with {@code "up_"}
 * (seconds) instead of a time. Labels that end in {@code _} must be understood or the pack refused
 * (section 4.4); other unknown labels are ignored.
 */
public final class CborCodec extends TreeCodec {
  /** Makes a codec, which may be shared by threads. */
  public CborCodec() {
    super(Syntax.CBOR);
  }

  @Override
  byte[] write(Node node) {
    CborWriter writer = new CborWriter();
    CborTree.write(writer, node);
    return writer.toByteArray();
  }

  @Override
  Node read(byte[] message) throws DecodeException {
    CborReader reader = new CborReader(message);
    Node node = CborTree.read(reader);
    reader.end();
    return node;
  }

  @Override
  public byte[] readings(StreamName stream, List<Reading> readings) {
    return fitting("readings of " + stream, SenmlReadings.write(stream, readings));
  }

  @Override
  public List<Reading> readings(StreamName stream, byte[] message, Instant received)
      throws DecodeException {
    return SenmlReadings.read(stream, message, received);
  }
}
