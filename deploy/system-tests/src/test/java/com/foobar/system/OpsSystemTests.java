package com.foobar.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Target;
import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operations page, in a real browser. */
@SystemTest
@Order(4)
class OpsSystemTests {

    private static final double RATE = 60;
    private static final Duration LOAD = Duration.ofSeconds(25);

    @RegisterExtension private static final Browser BROWSER = new Browser();

    private final LocalDeployment site;

    OpsSystemTests(LocalDeployment site) {
        this.site = site;
    }

    @Test
    void pageShowsEveryServerAndThePrimary() {
        Page page = visit(ColorScheme.LIGHT, 1280, 1000);
        for (int n = 1; n <= 3; n++) {
            assertThat(server(page, n).locator(".state")).hasText("healthy");
            assertThat(server(page, n).locator(".member-name")).hasText("mysql-" + n);
            assertThat(server(page, n).locator(".member-state")).hasText("online");
        }
        assertThat(page.locator(".role.primary")).hasCount(1);
        assertThat(page.locator(".role:not(.primary)").first()).hasText("replica");
        assertThat(page.locator(".lag").filter(withText("behind"))).hasCount(2);
        assertThat(page.locator("#verdict")).containsText("3 servers are healthy");
        Browser.screenshot(page, "ops-quiet-light");
        Browser.screenshot(visit(ColorScheme.DARK, 1280, 1000), "ops-quiet-dark");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void pageIsLiveUnderLoad() throws InterruptedException {
        Page light = visit(ColorScheme.LIGHT, 1280, 1000);
        Page dark = visit(ColorScheme.DARK, 1280, 1000);
        Target target = new Target(site.uri(), site.edge(), site.caCertificate());
        RunningLoad load = LoadGenerator.start(LoadPlan.of(target, RATE, LOAD), LoadListener.NONE);
        await("the load is on the arrows")
                .atMost(LOAD)
                .until(() -> number(light.locator("#site-rate")) > RATE / 2);
        for (int n = 1; n <= 3; n++) {
            Locator rate = server(light, n).locator(".rate");
            await("server-" + n + " has its share").atMost(LOAD).until(() -> number(rate) > 3);
        }
        assertThat(light.locator(".wires text").first()).hasText(Pattern.compile("[0-9.]+/s"));
        assertThat(light.locator("#chart-rate"))
                .hasAttribute("aria-label", Pattern.compile("server-1 [0-9.]+"));
        load.await();
        Browser.screenshot(light, "ops-load-light");
        Browser.screenshot(dark, "ops-load-dark");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void drainedServerGetsNothingUntilItIsRestored() {
        Page page = visit(ColorScheme.LIGHT, 1280, 1000);
        press(page, "Drain server-2");
        assertThat(server(page, 2).locator(".state")).hasText("drained");
        assertThat(page.locator("#verdict")).containsText("server-2 is drained by an operator");
        assertThat(page.locator("#changes li").first()).containsText("draining");
        try (SiteClient client = SiteClient.of(site)) {
            for (int i = 0; i < 12; i++) {
                assertThat(client.get("/").header("X-Served-By")).isNotEqualTo("server-2");
            }
        }
        Browser.screenshot(page, "ops-drained");
        press(page, "Restore server-2");
        assertThat(server(page, 2).locator(".state")).hasText("healthy");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void pageFitsAPhone() {
        Page page = visit(ColorScheme.LIGHT, 390, 844);
        assertThat(server(page, 3).locator(".state")).hasText("healthy");
        Browser.screenshot(page, "ops-phone");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing sticks out")
                .isEqualTo(true);
    }

    private Page visit(ColorScheme scheme, int width, int height) {
        return BROWSER.visit(
                site,
                site.ops(),
                new NewContextOptions()
                        .setLocale("en-GB")
                        .setColorScheme(scheme)
                        .setViewportSize(width, height));
    }

    private static Locator server(Page page, int n) {
        return page.locator("[data-server=server-" + n + "]");
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** And waits until the page has read the whole answer. */
    private static void press(Page page, String name) {
        Locator button = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
        Response answer =
                page.waitForResponse(
                        it -> it.request().method().equals("POST"), () -> button.click());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.finished()).isNull();
    }

    private static double number(Locator figure) {
        String text = figure.innerText().strip();
        return text.matches("[0-9.]+") ? Double.parseDouble(text) : 0;
    }
}
