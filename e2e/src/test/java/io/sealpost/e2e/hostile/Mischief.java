package io.sealpost.e2e.hostile;

import java.util.Random;

/** What a hostile broker does to a message. */
enum Mischief {
  /** It never comes. */
  LOST(15),
  /** It comes after others that were sent later. */
  DELAYED(20),
  /** It comes twice. */
  DOUBLED(15),
  /** A part of it comes, too. */
  TRUNCATED(5),
  /** It comes with a few bits changed, too. */
  FLIPPED(5),
  /** It comes to another device, or on another channel, too. */
  MOVED(10),
  /** Something that was sent long ago comes, too. */
  REPLAYED(25),
  /** It comes as one that the broker had kept. */
  RETAINED(5),
  /** Something that was kept, of whatever age, comes as new. */
  UNRETAINED(5);

  private final int percent;

  Mischief(int percent) {
    this.percent = percent;
  }

  /** Whether it is done to the next message. */
  boolean strikes(Random random) {
    return random.nextInt(100) < percent;
  }
}
