/** What becomes of commands, whoever carries them out. */
@NullMarked
package io.sealpost.device.command;

import org.jspecify.annotations.NullMarked;
