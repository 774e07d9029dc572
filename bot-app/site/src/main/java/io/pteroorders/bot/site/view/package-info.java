/** What templates of pages are given: values in the words of their reader. */
@NullMarked
package io.pteroorders.bot.site.view;

import org.jspecify.annotations.NullMarked;
