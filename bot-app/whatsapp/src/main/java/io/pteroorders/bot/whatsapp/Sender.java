package io.pteroorders.bot.whatsapp;

import com.google.common.base.Preconditions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a message is from, as the webhook says it.
 *
 * @param phone the digits of the phone number; empty for people who hide it
 * @param userId the id that this business alone has for the person; empty in old webhooks
 */
record Sender(Optional<String> phone, Optional<String> userId) {

    private static final Pattern PHONE = Pattern.compile("[0-9]{6,15}");
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z]{2}\\.[0-9A-Za-z]{1,128}");

    Sender {
        Preconditions.checkArgument(phone.isPresent() || userId.isPresent(), "a sender has a phone or an id");
    }

    static boolean isPhone(String text) {
        return PHONE.matcher(text).matches();
    }

    static boolean isUserId(String text) {
        return USER_ID.matcher(text).matches();
    }

    /** What tells this sender from others in one webhook. */
    String key() {
        return userId.or(() -> phone).orElseThrow();
    }
}
