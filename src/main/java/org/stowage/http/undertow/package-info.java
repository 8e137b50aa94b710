/**
 * What only Undertow, the web server in WildFly, needs; nothing here runs elsewhere.
 *
 * <ol>
 *   <li>Undertow takes a {@code charset} out of a media type and writes the value anew ({@code text/plain; charset=utf-8}
 *       loses its space). The type of a file must come back byte for byte (Gajim compares it), so it is put past that.
 * </ol>
 *
 * <p>Not here: decisions about answers. Undertow's classes are reached by name, for WildFly does not show them to the WAR.
 */
@NullMarked
package org.stowage.http.undertow;

import org.jspecify.annotations.NullMarked;
