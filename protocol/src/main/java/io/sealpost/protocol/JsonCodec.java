package io.sealpost.protocol;

import java.time.Instant;
import java.util.List;

/**
 * JSON, one reading per message, byte for byte as subscribers of Python's {@code json.dumps} expect
 * it:
 *
 * <ul>
 *   <li>temperature: <code>{"temperature": 33.02, "timestamp": 1614555518.139419}</code>
 *   <li>presence: <code>[{"name": "Frank's phone", "mac": "88:29:9C:00:61:A9"}]</code>, {@code mac}
 *       null where it may not be told
 *   <li>health: an object of numbers, {@code failing} (stream names) and {@code timestamp}
 * </ul>
 *
 * <p>What is out of the ordinary is marked in the reading, by keys that are absent otherwise:
 * {@code "simulated": true}; {@code "boot"} (hexadecimal) and {@code "uptime"} (seconds) where the
 * clock was not synchronised, with {@code "synchronised": false} beside the {@code timestamp} if it
 * was plausible at least, and without a timestamp if not. In a presence, which is a list and has no
 * timestamp otherwise, each entry carries these marks; when nobody is present in a simulated one, a
 * single entry without name carries them, since an empty list would look real. A presence loses the
 * wall clock (the receiver dates it), who is away, strangers, the radio, since when, the signal
 * strength and which scanners are deaf; an empty real one also loses its time since boot.
 */
public final class JsonCodec extends TreeCodec {
  private final JsonTree tree = new JsonTree();

  /** Makes a codec, which may be shared by threads. */
  public JsonCodec() {
    super(Syntax.JSON);
  }

  @Override
  byte[] write(Node node) {
    return tree.write(node);
  }

  @Override
  Node read(byte[] message) throws DecodeException {
    return tree.read(message);
  }

  /** Who is not in the list counts as away: not to be said of anybody who may be here. */
  @Override
  public boolean canTell(Reading reading) {
    return !(reading instanceof Reading.Presence presence) || presence.count().unsure() == 0;
  }

  @Override
  public byte[] readings(StreamName stream, List<Reading> readings) {
    if (readings.size() != 1) {
      throw new IllegalArgumentException(
          readings.size() + " readings of " + stream + ", but JSON carries exactly one");
    }
    Node node =
        readings.get(0) instanceof Reading.Presence presence
            ? JsonPresence.write(presence)
            : ReadingFields.write(readings.get(0));
    return fitting("reading of " + stream, write(node));
  }

  @Override
  public List<Reading> readings(StreamName stream, byte[] message, Instant received)
      throws DecodeException {
    Node node = read(message);
    if (node instanceof Node.Items items) {
      return List.of(JsonPresence.read(stream, items.nodes(), received));
    }
    return List.of(ReadingFields.read(FieldReader.of(stream.value(), Syntax.JSON, node)));
  }
}
