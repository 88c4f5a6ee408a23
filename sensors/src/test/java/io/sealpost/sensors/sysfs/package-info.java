@NullMarked
package io.sealpost.sensors.sysfs;

import org.jspecify.annotations.NullMarked;
