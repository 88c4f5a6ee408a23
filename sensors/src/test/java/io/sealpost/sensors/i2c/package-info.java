@NullMarked
package io.sealpost.sensors.i2c;

import org.jspecify.annotations.NullMarked;
