package io.pteroorders.bot.edit;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.notify.text.TextKey;

/** The words for what is wrong with an edit, which stand in {@code words.properties} under {@code edit.}. */
public enum EditText implements TextKey {
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
