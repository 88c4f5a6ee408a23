@NullMarked
package io.sealpost.sensors.wifi;

import org.jspecify.annotations.NullMarked;
