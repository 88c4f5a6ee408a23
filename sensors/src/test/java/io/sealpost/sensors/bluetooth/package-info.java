/** Tests of advertising data with what the specifications and devices show. */
@NullMarked
package io.sealpost.sensors.bluetooth;

import org.jspecify.annotations.NullMarked;
