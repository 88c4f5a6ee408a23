/** The device's keys: which are in force, and how one takes the place of another. */
@NullMarked
package io.sealpost.device.keys;

import org.jspecify.annotations.NullMarked;
