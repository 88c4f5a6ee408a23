/** What the agent reads: the sensor port and what every sensor must say of itself. */
@NullMarked
package io.sealpost.sensors;

import org.jspecify.annotations.NullMarked;
