/** Sensors that the kernel shows as files below {@code /sys}. */
@NullMarked
package io.sealpost.sensors.sysfs;

import org.jspecify.annotations.NullMarked;
