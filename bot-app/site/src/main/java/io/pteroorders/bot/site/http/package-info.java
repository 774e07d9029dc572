/** What all pages have in common: who is there, whether a form is the shop's own, and what browsers are told. */
@NullMarked
package io.pteroorders.bot.site.http;

import org.jspecify.annotations.NullMarked;
