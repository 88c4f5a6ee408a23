/** How far a command with many devices is. */
@NullMarked
package io.sealpost.station.progress;

import org.jspecify.annotations.NullMarked;
