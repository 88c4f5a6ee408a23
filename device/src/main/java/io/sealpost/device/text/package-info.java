/** Text from outside, made fit for a terminal and a log. */
@NullMarked
package io.sealpost.device.text;

import org.jspecify.annotations.NullMarked;
