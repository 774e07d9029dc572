package io.pteroorders.bot.site.view;

import java.util.Optional;

/**
 * A text in one language, as somebody edits it. Immutable and thread-safe.
 *
 * @param language its code
 * @param name what the language is called by those who speak it
 * @param text as it stands in the form
 * @param shipped as it comes with the program; for words all of them, in lines
 * @param preview what people would read; empty if it was not asked for, or cannot be shown
 */
public record Draft(String language, String name, String text, String shipped, Optional<String> preview) {}
