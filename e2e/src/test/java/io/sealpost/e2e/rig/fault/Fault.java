package io.sealpost.e2e.rig.fault;

/** What befalls a connection. */
public sealed interface Fault {
  /** Both ends are closed in order, with FIN. */
  record Cut() implements Fault {}

  /** Both ends are reset. */
  record Reset() implements Fault {}

  /** Nothing arrives any more, either way, and nobody is told. */
  record BlackHole() implements Fault {}

  /** The broker lost the connection and the client is not told: what it sends is lost. */
  record HalfOpen() implements Fault {}

  /**
   * Everything takes longer for a while.
   *
   * @param millis for each piece
   * @param bytes after which it is over
   */
  record Delay(int millis, int bytes) implements Fault {}

  /**
   * The wire is slow for a while.
   *
   * @param bytesPerSecond 20 or more
   * @param bytes after which it is over
   */
  record Throttle(int bytesPerSecond, int bytes) implements Fault {}

  /**
   * Both ends are reset in the middle of a packet.
   *
   * @param toBroker which way it goes
   * @param bytes of it that still arrive, 0 or more
   */
  record CutAfter(boolean toBroker, int bytes) implements Fault {}
}
