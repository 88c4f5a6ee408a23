package io.sealpost.protocol;

/** What the nodes of a message were written in. */
enum Syntax {
  /** Has byte strings. */
  CBOR,
  /** Has none: bytes are text of lower-case hexadecimal digits. */
  JSON
}
