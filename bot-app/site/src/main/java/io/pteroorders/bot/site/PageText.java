package io.pteroorders.bot.site;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.notify.text.TextKey;

/** The words of pages, which stand in {@code words.properties} under {@code page.}; pages have no templates of this kind. */
public enum PageText implements TextKey {
    ;

    @Override
    public String file() {
        return Ascii.toLowerCase(name());
    }

    @Override
    public ImmutableSet<String> variables() {
        return ImmutableSet.of();
    }
}
