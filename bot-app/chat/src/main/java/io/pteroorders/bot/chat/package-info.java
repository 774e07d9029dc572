/** The conversation: what is heard, how it is answered, and the chat put together. */
@NullMarked
package io.pteroorders.bot.chat;

import org.jspecify.annotations.NullMarked;
