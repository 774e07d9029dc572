package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.TypedCommand;

/**
 * What is typed after the orders of a command.
 *
 * @param note what is to be noted; empty for nothing. A question mark by itself at the end is no part of it: it asks to be
 *     asked first, and buttons have it, because fingers slip
 */
record NoteWords(String note) {

    static NoteWords of(String typed, Replies replies) {
        boolean ask = typed.equals(TypedCommand.ASK) || typed.endsWith(TypedCommand.asking(""));
        String words = ask
                ? typed.substring(0, typed.length() - TypedCommand.ASK.length()).strip()
                : typed;
        return new NoteWords(replies.isPlaceholder(words) ? "" : words);
    }
}
