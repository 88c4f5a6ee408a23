package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import java.util.Optional;

/** What the disk is told about messages that are gone. Owned by the agent's thread. */
final class Checkpoints {
  private static final long NEVER = -1;

  private final Contents contents;

  // All owned by the agent's thread.
  private long serial;
  private long writtenPosition = NEVER;
  private long writtenChanges = NEVER;

  /**
   * @param serial of the last ledger of drops that was written
   */
  Checkpoints(Contents contents, long serial) {
    this.contents = contents;
    this.serial = serial;
  }

  /** All there is to say. */
  Checkpoint full() {
    return full(contents.ledger());
  }

  /** All there will be to say once something was given up. */
  Checkpoint fullAfter(Thinning thinning) {
    DropLedger ledger = contents.ledger().copy();
    thinning.enterInto(ledger);
    return full(ledger);
  }

  /** Each has a serial of its own, because even one whose writing failed may be found later. */
  private Checkpoint full(DropLedger ledger) {
    serial++;
    return checkpoint(Optional.of(new Drops(serial, ledger.ranges())));
  }

  /** What changed since it was written last. */
  Checkpoint news() {
    return writtenChanges == contents.ledger().changes() ? checkpoint(Optional.empty()) : full();
  }

  private Checkpoint checkpoint(Optional<Drops> drops) {
    return new Checkpoint(contents.position(), contents.nextId(), drops);
  }

  /** Whether something changed since it was written last. */
  boolean hasNews() {
    return writtenPosition != contents.position() || writtenChanges != contents.ledger().changes();
  }

  /** A checkpoint that was asked for just now is written. */
  void written(Checkpoint checkpoint) {
    writtenPosition = checkpoint.position();
    if (checkpoint.drops().isPresent()) {
      writtenChanges = contents.ledger().changes();
    }
  }

  /** The position that was written last. */
  long writtenPosition() {
    return writtenPosition;
  }

  /** Nothing counts as written any more. */
  void forget() {
    writtenPosition = NEVER;
    writtenChanges = NEVER;
  }
}
