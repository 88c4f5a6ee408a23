package io.sealpost.e2e.model.rotation;

import io.sealpost.e2e.model.rotation.Message.Command;
import io.sealpost.e2e.model.rotation.Message.Hello;
import io.sealpost.e2e.model.rotation.Message.Up;
import org.jspecify.annotations.Nullable;

/**
 * The station: its key file, a process that rotates if one runs, and one that watches.
 *
 * @param file as every process reads it
 * @param medium as it is after a power cut, unless the file got there
 * @param cuts of its power so far
 * @param sealed commands sealed so far, by whatever process
 * @param watched the pending key that the watching process has read
 */
record Station(
    Ring file, Ring medium, int cuts, int sealed, @Nullable Key watched, @Nullable Errand errand) {
  /**
   * The process that rotates.
   *
   * @param hello the newest that it heard
   * @param waiting the command whose answer it waits for
   * @param writing whether it waits for the medium
   * @param then what it heard, and goes on with after that
   */
  record Errand(
      @Nullable Hello hello, @Nullable Command waiting, boolean writing, @Nullable Up then) {
    static final Errand BEGUN = new Errand(null, null, false, null);

    Errand writes(@Nullable Up heard) {
      return new Errand(hello, waiting, true, heard);
    }

    Errand wrote() {
      return new Errand(hello, waiting, false, null);
    }

    Errand heard(Hello newest) {
      return new Errand(newest, waiting, writing, then);
    }

    Errand waitsFor(Command command) {
      return new Errand(hello, command, writing, then);
    }
  }

  static Station provisioned() {
    return new Station(Ring.provisioned(), Ring.provisioned(), 0, 0, null, null);
  }

  boolean writing() {
    return errand != null && errand.writing();
  }

  Station writes(Ring ring) {
    return new Station(ring, medium, cuts, sealed, watched, errand);
  }

  Station synchronised() {
    return new Station(file, file, cuts, sealed, watched, errand);
  }

  Station with(@Nullable Errand next) {
    return new Station(file, medium, cuts, sealed, watched, next);
  }

  Station watching(Key pending) {
    return new Station(file, medium, cuts, sealed, pending, errand);
  }

  Station sealedOne() {
    return new Station(file, medium, cuts, sealed + 1, watched, errand);
  }

  /** The power was cut, and this is what the medium had. */
  Station cut(Ring found) {
    return new Station(found, found, cuts + 1, sealed, null, null);
  }
}
