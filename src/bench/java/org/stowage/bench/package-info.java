/**
 * The benchmark: Stowage in real servers beside nginx, on one machine, by turns.
 *
 * <ol>
 *   <li>Every answer counts only if its status, its length and each of its bytes are right; a wrong one is reported as bad.
 *   <li>All servers get the same requests, byte for byte, tokens included; nginx does not look at them.
 *   <li>Every run ends by itself: each wait has a deadline.
 *   <li>Absolute numbers drift with the machine; ratios between servers measured in turn do not.
 * </ol>
 *
 * Not here: what the product does, and in which order it refuses; that is tested in {@code src/test}.
 */
@NullMarked
package org.stowage.bench;

import org.jspecify.annotations.NullMarked;
