/** Who is signed in on the shop's pages: links that the chat sends, and the sessions that they begin. */
@NullMarked
package io.pteroorders.bot.session;

import org.jspecify.annotations.NullMarked;
