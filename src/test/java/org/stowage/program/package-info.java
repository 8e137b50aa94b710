/**
 * Programs of the system that tests start: looked for, run in a folder of their own, ended by their process id.
 *
 * <p>Not here: application servers, which are unpacked by the build.
 */
@NullMarked
package org.stowage.program;

import org.jspecify.annotations.NullMarked;
