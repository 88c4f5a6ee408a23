/** The command line: arguments in, exit code out. */
@NullMarked
package io.sealpost.station.cli;

import org.jspecify.annotations.NullMarked;
