/** How the operator wants devices to be, and how they become so. */
@NullMarked
package io.sealpost.station.desired;

import org.jspecify.annotations.NullMarked;
