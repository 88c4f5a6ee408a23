package io.sealpost.e2e.model.command;

import io.sealpost.e2e.model.command.Message.Command;
import io.sealpost.e2e.model.command.Message.Hello;
import org.jspecify.annotations.Nullable;

/**
 * A device.
 *
 * @param number its name
 * @param boots before this one
 * @param epoch as its card counts boots
 * @param uptime by its own clock
 * @param hellos said in this boot
 * @param highest counter of the newest command that was answered in this boot
 * @param rates in force
 * @param file what a new process of the agent reads
 * @param medium what a power cut leaves, unless the file got there
 * @param writing the command that waits until its change is on the medium
 */
record Device(
    int number,
    int boots,
    int epoch,
    int uptime,
    int hellos,
    int highest,
    Rates rates,
    Rates file,
    Rates medium,
    @Nullable Command writing) {
  private static final int BOOTS_OF_A_DEVICE = 10;

  static Device delivered(int number) {
    Rates rates = Rates.CONFIGURED;
    return new Device(number, 0, 1, 0, 1, 0, rates, rates, rates, null);
  }

  /** The random id of this boot. */
  int boot() {
    return number * BOOTS_OF_A_DEVICE + boots;
  }

  /** Whether the card counts fewer boots than there were. */
  boolean wasRolledBack() {
    return epoch <= boots;
  }

  Device restarted(Rates found, int nextEpoch) {
    int changes = found.sameAs(rates) ? rates.version() : rates.version() + 1;
    Rates now = found.at(changes);
    return new Device(number, boots + 1, nextEpoch, 0, 1, 0, now, now, now, null);
  }

  Device ticked() {
    return new Device(
        number, boots, epoch, uptime + 1, hellos, highest, rates, file, medium, writing);
  }

  /** Has put rates in the file, and waits for the medium before the command goes on. */
  Device writes(Rates fresh, @Nullable Command then) {
    return new Device(number, boots, epoch, uptime, hellos, highest, rates, fresh, medium, then);
  }

  /** The file is on the medium. */
  Device wrote() {
    return new Device(number, boots, epoch, uptime, hellos, highest, rates, file, file, null);
  }

  /** The rates of the file are in force, and a hello says so. */
  Device changed() {
    return new Device(
        number, boots, epoch, uptime, hellos + 1, highest, file, file, medium, writing);
  }

  Device answered(int counter) {
    int newest = Math.max(highest, counter);
    return new Device(number, boots, epoch, uptime, hellos, newest, rates, file, medium, writing);
  }

  /** The newest hello. */
  Hello hello() {
    return new Hello(number, boot(), epoch, hellos, highest, rates);
  }
}
