/** Sealed messages between the seal and the broker's acknowledgement. */
@NullMarked
package io.sealpost.device.journal;

import org.jspecify.annotations.NullMarked;
