@NullMarked
package io.sealpost.sensors.guard;

import org.jspecify.annotations.NullMarked;
