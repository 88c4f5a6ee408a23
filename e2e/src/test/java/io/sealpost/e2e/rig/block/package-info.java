/** A block device that forgets at a power cut what was not flushed, and file systems on such. */
@NullMarked
package io.sealpost.e2e.rig.block;

import org.jspecify.annotations.NullMarked;
