/**
 * What holds for every thermometer, put around any of them: the range, a value that never changes,
 * a median, an offset. It is here and not in the agent because it is part of what a {@link
 * io.sealpost.sensors.Sensor} promises: a reading, or a reason why there is none.
 */
@NullMarked
package io.sealpost.sensors.guard;

import org.jspecify.annotations.NullMarked;
