/** Requests of other programs and their answers: who asks, for what, and how it is said that something is wrong. */
@NullMarked
package io.pteroorders.bot.api.http;

import org.jspecify.annotations.NullMarked;
