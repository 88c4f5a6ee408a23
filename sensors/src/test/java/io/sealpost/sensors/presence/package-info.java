@NullMarked
package io.sealpost.sensors.presence;

import org.jspecify.annotations.NullMarked;
