package io.sealpost.station.progress;

/** Shows how many of many devices are done with. For one thread. */
public interface Progress extends AutoCloseable {
  /** Shows nothing. */
  Progress NONE = () -> {};

  /** One more is done with. */
  void step();

  @Override
  default void close() {}
}
