package io.pteroorders.panel;

import java.util.regex.Pattern;

/** A key that a panel gave the shop. It gets into no log: it prints as stars. Immutable and thread-safe. */
public final class PanelKey {

    private static final Pattern RULE = Pattern.compile("[\\x21-\\x7e]{1,512}");

    private final String text;

    private PanelKey(String text) {
        this.text = text;
    }

    /**
     * The key with this text.
     *
     * @throws IllegalArgumentException if it is empty, longer than 512 characters, or has others than visible ASCII; the
     *     message does not repeat it
     */
    public static PanelKey of(String text) {
        if (!RULE.matcher(text).matches()) {
            throw new IllegalArgumentException("a panel's key is 1 to 512 visible ASCII characters, without spaces");
        }
        return new PanelKey(text);
    }

    String text() {
        return text;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }

    @Override
    public String toString() {
        return "***";
    }
}
