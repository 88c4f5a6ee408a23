@NullMarked
package io.sealpost.sensors.esp32;

import org.jspecify.annotations.NullMarked;
