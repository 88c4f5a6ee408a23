/** Who is on the local network, wired or wireless, by the kernel's neighbour table. */
@NullMarked
package io.sealpost.sensors.wifi;

import org.jspecify.annotations.NullMarked;
