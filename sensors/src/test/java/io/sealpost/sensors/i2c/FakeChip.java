package io.sealpost.sensors.i2c;

/** A made-up chip, as it behaves on the wire. */
public interface FakeChip {
  /**
   * Takes the bytes of one write, or the register of a combined transfer.
   *
   * @throws Nack if it does not acknowledge them
   */
  void write(byte[] bytes) throws Nack;

  /**
   * Gives the bytes of one read.
   *
   * @throws Nack if it does not acknowledge its address
   */
  byte[] read(int count) throws Nack;

  /** No acknowledgement. */
  final class Nack extends Exception {
    private static final long serialVersionUID = 1;

    /** What the kernel says on a Raspberry Pi. */
    public Nack() {
      super("Remote I/O error");
    }
  }
}
