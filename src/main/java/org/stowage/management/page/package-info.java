/**
 * The page of the administration: a document, a style sheet and modules of JavaScript, served as they are.
 *
 * <ol>
 *   <li>What the page shows and does goes through the JSON API ({@code management.api}). It knows no more than a program
 *       with the same user.
 *   <li>Text from outside, such as a name or a type, becomes a text node, never markup. The policy of the document
 *       ({@link org.stowage.management.admin.AdminHeaders}) allows no inline script, no inline style and no other origin.
 *   <li>There is no build step and no framework: a file here is a file in the browser. The one library is uPlot, from its
 *       WebJar.
 *   <li>All sentences are in {@code texts.js}, so that another language is another file.
 *   <li>The page keeps nothing in the browser.
 * </ol>
 *
 * <p>Not here: who may open it ({@code management.admin}); what it shows ({@code management.api}).
 */
@NullMarked
package org.stowage.management.page;

import org.jspecify.annotations.NullMarked;
