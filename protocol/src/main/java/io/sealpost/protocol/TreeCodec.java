package io.sealpost.protocol;

/** What the codecs have in common: all but the readings is the same tree in either syntax. */
abstract sealed class TreeCodec implements MessageCodec permits CborCodec, JsonCodec {
  private final Syntax syntax;

  TreeCodec(Syntax syntax) {
    this.syntax = syntax;
  }

  abstract byte[] write(Node node);

  abstract Node read(byte[] message) throws DecodeException;

  @Override
  public final byte[] hello(Hello hello) {
    return encode("hello", HelloFields.write(hello));
  }

  @Override
  public final Hello hello(byte[] message) throws DecodeException {
    return HelloFields.read(decode("hello", message));
  }

  @Override
  public final byte[] command(Command command) {
    return encode("command", CommandFields.write(command));
  }

  @Override
  public final Command command(byte[] message) throws DecodeException {
    return CommandFields.readCommand(decode("command", message));
  }

  @Override
  public final byte[] answer(Answer answer) {
    return encode("answer", AnswerFields.write(answer));
  }

  @Override
  public final Answer answer(byte[] message) throws DecodeException {
    return AnswerFields.readAnswer(decode("answer", message));
  }

  private byte[] encode(String what, Node node) {
    return fitting(what, write(node));
  }

  private FieldReader decode(String what, byte[] message) throws DecodeException {
    return FieldReader.of(what, syntax, read(message));
  }

  /** Returns {@code encoded} if it is not too long. */
  static byte[] fitting(String what, byte[] encoded) {
    if (encoded.length > MAX_ENCODED) {
      throw new IllegalArgumentException(
          what + " of " + encoded.length + " bytes must be at most " + MAX_ENCODED);
    }
    return encoded;
  }
}
