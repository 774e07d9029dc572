package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Replies;

/**
 * What is typed after the orders of a command.
 *
 * @param note what is to be noted; empty for nothing
 * @param ask whether a question mark by itself ends it: ask me first; buttons have it, because fingers slip
 */
record NoteWords(String note, boolean ask) {

    private static final String ASK = "?";

    static NoteWords of(String typed, Replies replies) {
        boolean ask = typed.equals(ASK) || typed.endsWith(" " + ASK);
        String words = ask ? typed.substring(0, typed.length() - ASK.length()).strip() : typed;
        return new NoteWords(replies.isPlaceholder(words) ? "" : words, ask);
    }
}
