/** A shop that is no WhatsApp bot, on the module path. */
module com.example.desk {
    requires io.pteroorders.notify;
    requires io.pteroorders.storage.json;
}
