package io.sealpost.sensors.bluez;

/** What the watch over an adapter asks for, one at a time. */
enum Request {
  /** Connect to the bus and find out whether bluetoothd is there. */
  CONNECT,
  /** Have bluetoothd started. */
  ACTIVATE,
  /** Find the adapter and its state. */
  LOOK,
  /** Switch the adapter on. */
  POWER_ON,
  /** Switch the adapter off. */
  POWER_OFF,
  /** Have bluetoothd tell what it hears without asking for it. */
  REGISTER,
  /** Begin to discover. */
  START,
  /** Cease to discover, or to be told. */
  STOP
}
