@NullMarked
package io.sealpost.sensors.pi4j.serial;

import org.jspecify.annotations.NullMarked;
