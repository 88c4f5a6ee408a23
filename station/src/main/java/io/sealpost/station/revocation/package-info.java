/** Takes from a device what it was trusted with. */
@NullMarked
package io.sealpost.station.revocation;

import org.jspecify.annotations.NullMarked;
