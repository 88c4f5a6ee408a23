/** Sealed commands: which are obeyed, and what they change. */
@NullMarked
package io.sealpost.device.control;

import org.jspecify.annotations.NullMarked;
