@NullMarked
package io.sealpost.sensors.simulated;

import org.jspecify.annotations.NullMarked;
