package io.pteroorders.bot.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.bot.panel.PanelTask.Work;
import io.pteroorders.core.testkit.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PanelTaskTest {

    @ParameterizedTest
    @EnumSource
    void aTaskIsNamedByItsId(Work work) {
        PanelTask task = new PanelTask(Fixtures.orderId(7), work, 2, "no-room");
        assertEquals(task, PanelTask.parse(task.id()));
    }
}
