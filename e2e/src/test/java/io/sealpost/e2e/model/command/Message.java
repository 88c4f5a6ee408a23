package io.sealpost.e2e.model.command;

/** What was sent; who disturbs can deliver it to anybody, whenever, as often as they like. */
sealed interface Message {
  /** What a device answers. */
  enum Status {
    OK,
    LATE,
    SUPERSEDED
  }

  /**
   * A sealed command.
   *
   * @param device that it is meant for
   * @param boot its random id, which no other boot of any device has
   * @param epoch its number, which a card that was rolled back counts again
   * @param counter never used twice
   * @param by the last moment of the device's clock at which it may be obeyed
   * @param wish number of what the operator asked for
   */
  record Command(int device, int boot, int epoch, int counter, int by, int wish)
      implements Message {
    @Override
    public String toString() {
      return "wish "
          + wish
          + " as #"
          + counter
          + " for device "
          + device
          + " boot "
          + boot
          + " by "
          + by;
    }
  }

  /** From a device to the station. */
  sealed interface Up extends Message {}

  /**
   * Who a device is now.
   *
   * @param number of this boot, from 1
   * @param answered counter of the newest command that was answered in this boot, or 0
   */
  record Hello(int device, int boot, int epoch, int number, int answered, Rates rates)
      implements Up {}

  /**
   * The answer to a command.
   *
   * @param rates in force after it
   */
  record Answer(Command of, Status status, Rates rates) implements Up {
    @Override
    public String toString() {
      return status + " to " + of + ": " + rates;
    }
  }
}
