package io.pteroorders.bot.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class StatusJsonTest {

    @ParameterizedTest
    @EnumSource
    void aStatusIsReadAsItWasKept(ReceivedStatus.State state) {
        ReceivedStatus status = new ReceivedStatus(Optional.of("ours.1"), state, ImmutableList.of(131047, 0));
        assertEquals(Optional.of(status), StatusJson.decode(JsonMapper.shared().readTree(StatusJson.encode(status))));
    }
}
