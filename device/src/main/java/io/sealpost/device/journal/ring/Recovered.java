package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import java.util.Map;
import java.util.Optional;

/**
 * What the last run left.
 *
 * @param serial of the last ledger of drops
 * @param resumable the segment to append to, if there is one with room
 * @param faults damaged places that were found
 * @param newest the counter of the last message of each channel that is still in a segment, by path
 */
record Recovered(
    Contents contents,
    Pool pool,
    Numbers numbers,
    long serial,
    Optional<Segment> resumable,
    int faults,
    Map<String, Counter> newest) {}
