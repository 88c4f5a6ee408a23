/** Hand-written stand-ins for the broker, the device and the clock. */
@NullMarked
package io.sealpost.station.testing;

import org.jspecify.annotations.NullMarked;
