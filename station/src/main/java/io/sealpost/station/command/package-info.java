/** One command to one device: when to send it, until when it holds, what came of it. */
@NullMarked
package io.sealpost.station.command;

import org.jspecify.annotations.NullMarked;
