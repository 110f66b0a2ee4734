package com.foobar.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message board as people see it, in a real browser. */
@SystemTest
@Order(4)
class BrowserSystemTests {

    @RegisterExtension private static final Browser BROWSER = new Browser();

    private final Deployment site;

    BrowserSystemTests(Deployment site) {
        this.site = site;
    }

    private Page visit(NewContextOptions options) {
        return BROWSER.visit(site, site.uri(), options);
    }

    private Page visit() {
        return visit(new NewContextOptions().setLocale("en-GB").setViewportSize(1100, 900));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void post(Page page, String author, String text) {
        page.getByLabel("Your name").fill(author);
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(text);
        button(page, "Post").click();
    }

    // --- reading and posting

    @Test
    void pageIsShownWithoutAComplaint() {
        Page page = visit();
        assertThat(page).hasTitle(Pattern.compile("Messages"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Say something");
        Browser.screenshot(page, "messages");
        page.navigate(site.uri() + "about");
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("primary");
        Browser.screenshot(page, "about");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void styleIsApplied() {
        Page page = visit();
        Object radius =
                page.evaluate(
                        "() => getComputedStyle(document.querySelector('.card')).borderRadius");
        assertThat(radius).as("of a card").isNotEqualTo("0px");
    }

    @Test
    void messageIsPostedFoundAndOpened() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        Page page = visit();
        post(page, "Ada Lovelace", "The first line with " + word + "\nand a second one.");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Posted.");
        Locator posted = page.getByRole(AriaRole.ARTICLE).filter(hasText(word));
        assertThat(posted).hasCount(1);
        assertThat(posted).containsText("Ada Lovelace");
        Browser.screenshot(page, "posted");

        page.getByLabel("Search messages").fill(word);
        button(page, "Search").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(word);
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
        Browser.screenshot(page, "search");

        page.getByRole(AriaRole.ARTICLE).getByRole(AriaRole.LINK).first().click();
        assertThat(page).hasURL(Pattern.compile("/messages/\\d+$"));
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("and a second one.");
        Browser.screenshot(page, "message");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void reloadingAfterPostingPostsNothing() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        Page page = visit();
        post(page, "Ada", word);
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Posted.");
        page.reload();
        assertThat(page.getByRole(AriaRole.ARTICLE).filter(hasText(word))).hasCount(1);
    }

    @Test
    void inputStaysWhenSomethingIsWrongWithIt() {
        Page page = visit();
        String text = "nothing of this may be lost";
        post(page, "", text);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Not posted yet.");
        assertThat(page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)))
                .hasValue(text);
        Locator name = page.getByLabel("Your name");
        assertThat(name).hasAttribute("aria-invalid", "true");
        assertThat(name).hasAccessibleDescription("Please enter your name.");
        Browser.screenshot(page, "invalid");
        name.fill("Ada");
        button(page, "Post").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Posted.");
    }

    @Test
    void scriptInAMessageIsShownAndNotRun() {
        String text = "<script>document.title = 'owned'</script><b>" + UUID.randomUUID() + "</b>";
        Page page = visit();
        post(page, "<i>Eve</i>", text);
        assertThat(page.getByRole(AriaRole.ARTICLE).filter(hasText(text))).hasCount(1);
        assertThat(page).not().hasTitle("owned");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void everythingWorksWithoutJavaScript() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        Page page = visit(new NewContextOptions().setJavaScriptEnabled(false));
        post(page, "Grace", word);
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Posted.");
        page.getByLabel("Search messages").fill(word);
        button(page, "Search").click();
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
    }

    @Test
    void olderMessagesAreAPageAway() {
        try (SiteClient client = SiteClient.of(site)) {
            for (int i = 0; i < 21; i++) {
                client.postMessage("Filler", "message " + i + " of a full page");
            }
        }
        Page page = visit();
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(20);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Older")).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2)))
                .hasText("Older messages");
        assertThat(page.getByRole(AriaRole.ARTICLE).first()).isVisible();
    }

    @Test
    void unknownPageShowsTheWayBack() {
        Page page = visit();
        Response response = Objects.requireNonNull(page.navigate(site.uri() + "no-such-page"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("There is nothing here");
        Browser.screenshot(page, "unknown");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("To the messages"))
                .click();
        assertThat(page).hasURL(site.uri().toString());
    }

    // --- who answered

    @Test
    void footerNamesServerDatabaseAndRequest() {
        Page page = visit();
        Response response = Objects.requireNonNull(page.reload());
        Locator footer = page.getByRole(AriaRole.CONTENTINFO);
        assertThat(footer).containsText(response.headerValue("x-served-by"));
        assertThat(footer).containsText(response.headerValue("x-request-id"));
        assertThat(footer)
                .containsText(Pattern.compile("mysql-[123]\\s+(primary|replica|secondary)"));
        assertThat(footer).containsText(Pattern.compile("Tomcat|Jetty"));
    }

    // --- appearance

    @Test
    void pageIsDarkForThoseWhoPreferIt() {
        String light = background(ColorScheme.LIGHT, "light");
        String dark = background(ColorScheme.DARK, "dark");
        assertThat(brightness(light)).isGreaterThan(200);
        assertThat(brightness(dark)).isLessThan(80);
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private String background(ColorScheme scheme, String name) {
        Page page =
                visit(new NewContextOptions().setColorScheme(scheme).setViewportSize(1100, 900));
        Browser.screenshot(page, "messages-" + name);
        return (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    }

    private static double brightness(String rgb) {
        return Pattern.compile("\\d+")
                .matcher(rgb)
                .results()
                .limit(3)
                .mapToInt(it -> Integer.parseInt(it.group()))
                .average()
                .orElseThrow();
    }

    @Test
    void pageFitsAPhone() {
        Page page = visit(new NewContextOptions().setViewportSize(360, 740));
        Object overflow =
                page.evaluate(
                        "() => document.documentElement.scrollWidth -"
                                + " document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue()).as("pixels too wide").isLessThanOrEqualTo(0);
        Browser.screenshot(page, "messages-phone");
    }

    // --- accessibility

    @ParameterizedTest
    @ValueSource(strings = {"", "about", "?q=nothing", "no-such-page"})
    void pageCanBeUsedWithoutSeeingIt(String path) {
        Page page = visit();
        page.navigate(site.uri() + path);
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        for (AriaRole landmark :
                List.of(
                        AriaRole.BANNER,
                        AriaRole.MAIN,
                        AriaRole.CONTENTINFO,
                        AriaRole.NAVIGATION,
                        AriaRole.SEARCH)) {
            assertThat(page.getByRole(landmark).first()).isVisible();
        }
        assertThat(page.getByRole(AriaRole.MAIN)).hasCount(1);
        assertThat(page.locator("h1")).hasCount(1);
        for (Locator field :
                page.locator("input:not([type=hidden]), textarea, button, select").all()) {
            assertThat(field).hasAccessibleName(Pattern.compile("\\S"));
        }
        for (Locator image : page.locator("img").all()) {
            assertThat(image.getAttribute("alt")).isNotNull();
        }
        Object twice =
                page.evaluate(
                        """
                        () => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                                return ids.filter((id, i) => ids.indexOf(id) !== i) }""");
        assertThat((List<?>) twice).as("ids that are there twice").isEmpty();
    }

    @Test
    void keyboardIsEnough() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        Page page = visit();
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to the content");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasId("author");
        page.keyboard().type("Ada");
        page.keyboard().press("Tab");
        page.keyboard().type(word);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Posted.");
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
