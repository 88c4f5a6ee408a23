/** Classes that break a rule on purpose; see RulesCanFailTest. */
@NullMarked
package io.sealpost.e2e.arch.violating.crypto;

import org.jspecify.annotations.NullMarked;
