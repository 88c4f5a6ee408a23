/** Made-up readings for machines without sensors, each marked as such. */
@NullMarked
package io.sealpost.sensors.simulated;

import org.jspecify.annotations.NullMarked;
