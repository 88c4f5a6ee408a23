package io.sealpost.e2e.model.rotation;

/**
 * A pre-shared key.
 *
 * @param generation 0 as provisioned
 * @param draw tells keys of one generation apart, of which one was lost before anybody got it
 */
record Key(int generation, int draw) {
  static final Key PROVISIONED = new Key(0, 0);

  @Override
  public String toString() {
    return "k" + generation + (draw == 0 ? "" : "'".repeat(draw));
  }
}
