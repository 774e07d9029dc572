package io.pteroorders.core.testkit.panel;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A {@link FakePanel} to try things out with: one location, two machines with ports, a program for Node.js and one for
 * Minecraft. Servers are installed some seconds after they are made; every call is printed.
 */
public final class DemoPanel {

    private static final Duration INSTALL_TIME = Duration.ofSeconds(5);
    private static final Duration POWER_TIME = Duration.ofSeconds(2);

    private DemoPanel() {}

    /**
     * Runs until it is killed.
     *
     * @param args the port, and {@code pterodactyl} or {@code pelican}
     */
    public static void main(String[] args) {
        PanelFlavour flavour = args[1].equals("pelican") ? new PelicanFlavour() : new PterodactylFlavour();
        try (FakePanel panel = FakePanel.start(flavour, Clock.systemUTC(), Integer.parseInt(args[0]))) {
            furnish(panel.world());
            introduce(panel, args[1], System.out);
            panel.watch(
                    (request, status) -> System.out.println(request.method() + " " + request.path() + " -> " + status));
            Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
        }
    }

    /** Adds the standing example to an empty panel: eggs 1 (Node.js, nest 1) and 2 (Paper, nest 2), nodes 1 and 2. */
    public static void furnish(PanelWorld world) {
        long location = world.addLocation("id");
        world.addPorts(world.addNode("jakarta-1", location, 16_384, 204_800), "10.0.0.5", 25_565, 25_614);
        world.addPorts(world.addNode("jakarta-2", location, 32_768, 409_600), "10.0.0.6", 25_565, 25_664);
        world.addEgg(
                world.addNest("Bots"),
                "Node.js",
                "ghcr.io/parkervcp/yolks:nodejs_20",
                "npm install; node /home/container/{{MAIN_FILE}}",
                new PanelVariable("MAIN_FILE", "index.js", "required|string|max:40"),
                new PanelVariable("USER_UPLOAD", "0", "required|boolean"),
                new PanelVariable("GIT_ADDRESS", "", "nullable|string|max:200"));
        world.addEgg(
                world.addNest("Minecraft"),
                "Paper",
                "ghcr.io/pterodactyl/yolks:java_21",
                "java -Xms128M -XX:MaxRAMPercentage=95.0 -jar {{SERVER_JARFILE}}",
                new PanelVariable("MINECRAFT_VERSION", "latest", "nullable|string|max:20"),
                new PanelVariable("SERVER_JARFILE", "server.jar", "required|regex:/^([\\w\\d._-]+)(\\.jar)$/|max:20"),
                new PanelVariable("BUILD_NUMBER", "latest", "required|string|max:20"));
        world.setInstallTime(INSTALL_TIME);
        world.setPowerTime(POWER_TIME);
    }

    private static void introduce(FakePanel panel, String kind, PrintStream out) {
        out.println("A panel for trying things out, as full as it is until it ends. Settings of the bot for it:");
        out.println("PANEL_URL=" + panel.address());
        out.println("PANEL_KIND=" + kind);
        out.println("PANEL_API_KEY=" + panel.applicationKey());
        out.println("PANEL_CLIENT_KEY=" + panel.clientKey());
        out.println("Packages for it, in the catalogue: \"panel\": {\"egg\": 1, \"memory\": 1024, \"disk\": 2048,"
                + " \"cpu\": 100} is Node.js, egg 2 is Minecraft; nodes 1 and 2 stand at location 1.");
    }
}
