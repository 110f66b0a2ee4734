package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.foobar.system.client.Tls;
import com.foobar.system.deployment.Deployment;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's own Chromium, headless, for a class of tests; without one they are left out, except
 * in CI. It accepts the site's certificate by its key, as it would if the authority were trusted;
 * any other error of certificates stays an error. What a page complains of is kept for the test.
 */
final class Browser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private @Nullable Playwright playwright;
    private com.microsoft.playwright.@Nullable Browser chromium;

    /** Where this machine has one. */
    private static Optional<Path> executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean mustRun = "true".equals(System.getenv("CI"));
        assertThat(executable().isPresent() || !mustRun).as("CI needs a browser").isTrue();
        assumeTrue(
                executable().isPresent(),
                "no chromium on the PATH; to run these tests: apt-get install chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** Opens a page of the site in a context of its own, which ends with the test. */
    Page visit(Deployment site, URI address, NewContextOptions options) {
        BrowserContext context = chromium(site).newContext(options);
        contexts.add(context);
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.onConsoleMessage(
                it -> {
                    if (List.of("error", "warning").contains(it.type())) {
                        complaints.add(it.text());
                    }
                });
        page.onPageError(complaints::add);
        page.onRequestFailed(it -> complaints.add(it.url() + ": " + it.failure()));
        page.navigate(address.toString());
        return page;
    }

    /** What went wrong on the pages of this test; a page should give no reason. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        complaints.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }

    private com.microsoft.playwright.Browser chromium(Deployment site) {
        if (chromium == null) {
            chromium =
                    Objects.requireNonNull(playwright)
                            .chromium()
                            .launch(
                                    new LaunchOptions()
                                            .setExecutablePath(executable().orElseThrow())
                                            .setHeadless(true)
                                            .setTimeout(120_000)
                                            .setArgs(arguments(site)));
        }
        return chromium;
    }

    private static List<String> arguments(Deployment site) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-default-apps",
                                "--disable-gpu",
                                "--disable-sync",
                                "--no-first-run",
                                "--host-resolver-rules=MAP %s %s"
                                        .formatted(
                                                site.uri().getHost(), site.edge().getHostString()),
                                "--ignore-certificate-errors-spki-list=" + keyOfTheEdge(site)));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        return arguments;
    }

    private static String keyOfTheEdge(Deployment site) {
        byte[] key =
                Tls.certificate(site.tls("edge").resolve("tls.crt")).getPublicKey().getEncoded();
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void screenshot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }
}
