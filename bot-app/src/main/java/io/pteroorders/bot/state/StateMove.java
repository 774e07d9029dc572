package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.ApiStores;
import io.pteroorders.bot.call.CallList;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.bot.payment.PaymentStores;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.bot.privacy.PrivacyRequests;
import io.pteroorders.bot.renewal.RenewalStores;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.notify.DeliveryLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves what the bot keeps beside the orders from one storage to another. What was at the place to which it moves is
 * replaced, so it can be done again. What is moved stays where it was.
 */
public final class StateMove {

    static final ImmutableList<String> LISTS = ImmutableList.<String>builder()
            .add(PersonPreferences.NAME, DeliveryLog.RECORDS, Intake.IDENTITIES, AuditRecords.NAME, CallList.RECORDS)
            .add(RenewalStores.RECORDS, Sessions.RECORDS, PrivacyRequests.RECORDS)
            .addAll(PaymentStores.RECORDS)
            .addAll(PanelStores.RECORDS)
            .addAll(ApiStores.RECORDS)
            .addAll(Versions.RECORDS)
            .build();

    private StateMove() {}

    /**
     * Moves it.
     *
     * @throws io.pteroorders.core.storage.StorageException if it cannot be read or written
     */
    public static void move(Lease from, Lease to) {
        for (String list : LISTS) {
            List<JsonValue> values = new ArrayList<>();
            from.records(list, json -> values.add(new JsonValue(Part.SHOP, json)));
            to.records(list).replace(values);
        }
    }
}
