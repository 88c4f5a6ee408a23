/** What is told to whoever started the agent and watches over it, and when. */
@NullMarked
package io.sealpost.device.supervision;

import org.jspecify.annotations.NullMarked;
