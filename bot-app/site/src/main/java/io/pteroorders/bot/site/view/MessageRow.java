package io.pteroorders.bot.site.view;

import com.google.common.base.Ascii;
import java.util.Optional;

/**
 * A message that the shop sent or is to send, and how far it came. Immutable and thread-safe.
 *
 * @param title what it says, in few words
 * @param progress how far it came
 * @param state the same in the reader's words
 * @param to whom, for admins
 * @param order the id of the order that it is about; empty if it is about none
 * @param path of that order's page
 * @param why it did not come, in plain English, for admins
 */
public record MessageRow(
        String time,
        String title,
        Progress progress,
        String state,
        Optional<String> to,
        Optional<String> order,
        String path,
        Optional<String> why) {

    /** How far messages come. */
    public enum Progress {
        PLANNED("🕓"),
        SENT("✓"),
        DELIVERED("✓✓"),
        READ("✓✓"),
        LOST("✗");

        private final String tick;

        Progress(String tick) {
            this.tick = tick;
        }

        /** The sign that chats show for it. */
        public String tick() {
            return tick;
        }

        /** Its name in texts and styles. */
        public String word() {
            return Ascii.toLowerCase(name());
        }
    }
}
