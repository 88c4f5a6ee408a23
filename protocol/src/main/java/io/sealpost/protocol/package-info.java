/** What crosses the wire: names, readings, commands, and the bytes they become. */
@NullMarked
package io.sealpost.protocol;

import org.jspecify.annotations.NullMarked;
