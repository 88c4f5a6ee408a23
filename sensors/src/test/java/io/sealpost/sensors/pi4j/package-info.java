@NullMarked
package io.sealpost.sensors.pi4j;

import org.jspecify.annotations.NullMarked;
