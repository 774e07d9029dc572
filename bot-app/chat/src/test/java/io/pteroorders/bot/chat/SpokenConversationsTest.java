package io.pteroorders.bot.chat;

import io.pteroorders.notify.text.Language;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The conversations of docs/conversations.md, word for word. */
class SpokenConversationsTest {

    @ParameterizedTest
    @EnumSource
    void aConversationWithoutCommandsIsAsItWas(SpokenConversations conversation) throws IOException {
        for (Language language : Language.values()) {
            Snapshots.check(
                    conversation.file(language), conversation.in(language).toString());
        }
    }
}
