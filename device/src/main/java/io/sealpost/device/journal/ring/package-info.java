/**
 * The journal on the disk: a ring of preallocated files.
 *
 * <h2>Files</h2>
 *
 * <p>A folder (mode 0700) holds segments {@code segment-000001}, {@code segment-000002}, … (mode
 * 0600), each made at once in its full length, as zeros, and synced. A segment whose messages are
 * gone is written over. {@code quarantine-000001}, … are damaged segments that nothing reads any
 * more; the last four are kept. Numbers in file names say nothing of the order.
 *
 * <h2>Segment</h2>
 *
 * <p>All numbers are big-endian; u4 has 4 bytes and no sign, s8 has 8 bytes and a sign. CRC is
 * CRC-32C (RFC 3720 appendix B.4).
 *
 * <pre>
 * offset       size  content
 * 0            8     "SEALPOST"
 * 8            u2    version of the format, 1
 * 10           u2    level: how often the messages were thinned; 0 if they were appended one by one
 * 12           u4    number of records if the level is not 0, else 0
 * 16           u8    number: grows with every use of a segment
 * 24           u8    first id: no message in it has an id below
 * 32           u8    end id: no message in it has this id or one above; 2^63-1 if that was not
 *                    decided when the segment was begun
 * 40           20    zeros
 * 60           u4    CRC of bytes 0 to 59
 * 64           …     records, one after the other, the last followed by 4 zero bytes
 * size - 2 s   s     slot 0
 * size - s     s     slot 1, where s = size / 16, but at least 1024 and at most 16384
 * </pre>
 *
 * <p>A segment that starts with 64 zero bytes was never used. Whatever a later version changes, it
 * keeps the first 10 bytes and the CRC of the header.
 *
 * <h2>Record</h2>
 *
 * <pre>
 * 0            u4    length of kind and body, 1 or more
 * 4            u4    CRC of: the CRC before it (u4), the length (u4), kind and body
 * 8            1     kind
 * 9            …     body
 * </pre>
 *
 * <p>The CRC before a record is that of the record before it; before the first record and before
 * each slot it is that of the header. So nothing that an earlier turn of the ring left, and nothing
 * that a power cut took the beginning of, passes for a record. A record of an unknown kind is
 * skipped.
 *
 * <pre>
 * kind 1, a message:    id u8, epoch u4, sequence u4, uptime in ms u8, wall clock in ms since 1970
 *                       s8 (-2^63 if it was not synchronised), length of the channel's path 1, the
 *                       path in ASCII, and to the end the sealed message
 * kind 2, a position:   position u8, next id u8
 * kind 3, a checkpoint: position u8, next id u8, serial u8, number of channels u2, and for each:
 *                       length of its path 1, path, number of ranges 1, and for each:
 *                       epoch u4, first sequence u4, last sequence u4, count u8
 * </pre>
 *
 * <p>Position: all messages below were released or given up; the highest one holds, wherever it is.
 * Next id: no message had it then. The ranges say what was given up on purpose; those with the
 * highest serial hold. A checkpoint is the first record of each segment that is appended to, goes
 * with the messages of a commit if something changed, and else into a slot: into the one that was
 * not synced last, so that one of the two is always whole.
 *
 * <h2>Reading</h2>
 *
 * <ul>
 *   <li>A segment makes those void that have a lower number and a first id that is not below its
 *       own first id, but below its end id. If it was thinned and one of these has the same first
 *       id, then it must have as many valid records as its header says; else it is void itself.
 *   <li>The others are read in the order of their first ids; each is in charge of the ids below the
 *       first id of the next. One whose successor begins at or below the position holds nothing.
 *   <li>Where 4 zero bytes come instead of a length, the records end. Where the CRC is wrong, the
 *       first message behind whose CRC follows from the CRC that stands at a place before it, and
 *       whose id is higher than those read, goes on; what is between is lost. If there is none, the
 *       last write was not completed.
 * </ul>
 *
 * <h2>Writing</h2>
 *
 * <p>A segment is written over only when the medium knows a position beyond its messages. Two
 * segments are thinned into a third, which makes them void once it is on the medium. After a failed
 * sync the segment ends where the last successful one left it; what came since is written again, to
 * another. Ids of a run start 2^24 above those that the run before is known to have used.
 */
@NullMarked
package io.sealpost.device.journal.ring;

import org.jspecify.annotations.NullMarked;
