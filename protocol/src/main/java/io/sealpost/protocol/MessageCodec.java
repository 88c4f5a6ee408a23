package io.sealpost.protocol;

import java.time.Instant;
import java.util.List;

/**
 * Messages to bytes and back: what is sealed, and what was opened. Encoding what was decoded gives
 * an equal message, in as far as the encoding carries all of it.
 *
 * <p>Encoding throws {@link IllegalArgumentException} if the message does not fit {@link
 * #MAX_ENCODED} bytes; decoding throws {@link DecodeException} for any bytes that are not what the
 * encoding allows, and nothing else. Codecs have no state.
 */
public interface MessageCodec {
  /** Most bytes that a message is encoded to, so that 64 KiB hold it once it is sealed. */
  int MAX_ENCODED = 48_000;

  /** Most bytes that are decoded. */
  int MAX_DECODED = CborReader.MAX_SIZE;

  /**
   * Whether the encoding has words for what a reading says. One that has none would say something
   * else instead.
   */
  default boolean canTell(Reading reading) {
    return true;
  }

  /**
   * Encodes readings of one stream.
   *
   * @param stream whose readings they are
   * @param readings at least one, all of the same kind, oldest first
   * @throws IllegalArgumentException if there are none, or several where the encoding carries one
   */
  byte[] readings(StreamName stream, List<Reading> readings);

  /**
   * Decodes readings of one stream.
   *
   * @param stream whose readings they are, by the seal
   * @param message the bytes
   * @param received when they came, by the receiver's clock: the time of readings that carry none,
   *     which count as synchronised then
   * @return at least one
   */
  List<Reading> readings(StreamName stream, byte[] message, Instant received)
      throws DecodeException;

  /** Encodes what a device says of itself. */
  byte[] hello(Hello hello);

  /** Decodes what a device says of itself; parts that a later version added are ignored. */
  Hello hello(byte[] message) throws DecodeException;

  /** Encodes a command. */
  byte[] command(Command command);

  /** Decodes a command; one with a part that is not known is refused, never half obeyed. */
  Command command(byte[] message) throws DecodeException;

  /** Encodes an answer. */
  byte[] answer(Answer answer);

  /** Decodes an answer; parts that a later version added are ignored. */
  Answer answer(byte[] message) throws DecodeException;
}
