package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSettingsTests {

    @TempDir Path home;

    @Test
    void settingsAreTheSameWhenReadAgain() {
        SiteSettings settings = SiteSettings.fresh(Design.ORIGINAL).with(7, 9443, null);
        settings.save(home);
        assertThat(SiteSettings.read(home)).isEqualTo(settings);
    }

    @Test
    void groupStaysWhenPortsChange() {
        SiteSettings settings = SiteSettings.fresh();
        assertThat(settings.with(null, 9443, 9080).group()).isEqualTo(settings.group());
    }

    @Test
    void siteOfAnOlderVersionIsOfTheSecuredDesign() throws IOException {
        Files.writeString(
                home.resolve("site.json"),
                "{\"number\": 1, \"port\": 2, \"httpPort\": 3, \"group\": \"g\"}");
        assertThat(SiteSettings.read(home))
                .isEqualTo(new SiteSettings(1, 2, 3, "g", Design.SECURED));
    }

    @Test
    void originalDesignHasOneMember() {
        assertThat(new Site(home, SiteSettings.fresh(Design.ORIGINAL)).members())
                .containsExactly(1);
        assertThat(new Site(home, SiteSettings.fresh()).members()).hasSize(3);
    }

    @Test
    void nothingIsReadWhenNoSiteWasEverStarted() {
        assertThat(SiteSettings.read(home)).isNull();
    }

    @Test
    void brokenFileIsReportedWithARemedy() throws IOException {
        Files.writeString(home.resolve("site.json"), "{\"number\": ");
        assertThatThrownBy(() -> SiteSettings.read(home))
                .isInstanceOfSatisfying(
                        UserError.class, it -> assertThat(it.remedy()).contains("restore it"))
                .hasMessageContaining("site.json is unreadable");
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> SiteSettings.fresh().with(100, null, null))
                .hasMessage("--site 100 is out of range");
        assertThatThrownBy(() -> SiteSettings.fresh().with(null, 70000, null))
                .hasMessage("--port 70000 is out of range");
        assertThatThrownBy(() -> SiteSettings.fresh().with(null, 8080, null))
                .isInstanceOf(UserError.class);
    }

    @Test
    void sitesOfDifferentNumbersNeverMeet() {
        Site one = new Site(home, SiteSettings.fresh().with(1, null, null));
        Site two = new Site(home, SiteSettings.fresh().with(2, null, null));
        for (int server : Site.SERVERS) {
            assertThat(one.webApp(server)).isNotEqualTo(two.webApp(server));
            assertThat(Site.SERVERS)
                    .allSatisfy(it -> assertThat(one.mysql(server)).isNotEqualTo(two.mysql(it)));
        }
        assertThat(one.edge()).isNotEqualTo(two.edge());
    }
}
