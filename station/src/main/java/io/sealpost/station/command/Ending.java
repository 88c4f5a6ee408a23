package io.sealpost.station.command;

/** When a {@link Fleet} is over. */
public enum Ending {
  /** When every device has answered or had its time, those too that are said to be offline. */
  ALL,
  /** When every device has answered or had its time, but those that are said to be offline. */
  ONLINE,
  /** When every device has answered, however long it is away. */
  ANSWERED,
  /** Never: every newer hello of a device begins its errand anew. */
  NEVER
}
