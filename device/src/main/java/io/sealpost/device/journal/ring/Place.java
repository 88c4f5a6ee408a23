package io.sealpost.device.journal.ring;

/**
 * Where a message was written.
 *
 * @param lastId the highest id in the segment before
 * @param start offset of its record
 * @param startSeed checksum of the record before
 * @param end offset after its record
 * @param endSeed checksum of its record
 */
record Place(Segment segment, long lastId, int start, int startSeed, int end, int endSeed) {}
